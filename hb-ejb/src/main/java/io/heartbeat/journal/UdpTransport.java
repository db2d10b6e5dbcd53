package io.heartbeat.journal;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** A datagram for each entry; a GELF entry that is too long travels in chunks. */
final class UdpTransport implements Transport {
    private static final int CHUNK = 8192;
    private static final int HEADER = 12;
    private static final int MOST_CHUNKS = 128;
    private static final long LOOK_UP_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String host;
    private final int port;
    private final boolean chunks;
    private final java.util.function.LongSupplier nanos;
    private DatagramSocket socket;
    private InetSocketAddress target;
    private long lookedUp;
    private long message;

    /**
     * @param chunks whether long entries are cut as GELF has it
     * @param nanos steady clock: an address is looked up anew each minute
     */
    UdpTransport(String host, int port, boolean chunks, java.util.function.LongSupplier nanos) {
        this.host = host;
        this.port = port;
        this.chunks = chunks;
        this.nanos = nanos;
        this.message = nanos.getAsLong();
    }

    @Override
    public void send(byte[] entry) throws IOException {
        open();
        if (!chunks || entry.length <= CHUNK) {
            socket.send(new DatagramPacket(entry, entry.length, target));
            return;
        }
        int count = (entry.length + CHUNK - HEADER - 1) / (CHUNK - HEADER);
        if (count > MOST_CHUNKS) {
            throw new IOException("too long for GELF: " + entry.length + " bytes");
        }
        message++;
        for (int i = 0; i < count; i++) {
            int from = i * (CHUNK - HEADER);
            int length = Math.min(CHUNK - HEADER, entry.length - from);
            byte[] chunk = ByteBuffer.allocate(HEADER + length)
                    .put((byte) 0x1e)
                    .put((byte) 0x0f)
                    .putLong(message)
                    .put((byte) i)
                    .put((byte) count)
                    .put(entry, from, length)
                    .array();
            socket.send(new DatagramPacket(chunk, chunk.length, target));
        }
    }

    private void open() throws IOException {
        if (socket == null) {
            socket = new DatagramSocket();
        }
        if (target == null || nanos.getAsLong() - lookedUp > LOOK_UP_NANOS) {
            target = new InetSocketAddress(host, port);
            lookedUp = nanos.getAsLong();
            if (target.isUnresolved()) {
                target = null;
                throw new UnknownHostException(host);
            }
        }
    }

    @Override
    public boolean retries() {
        return false;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
        }
        socket = null;
    }
}
