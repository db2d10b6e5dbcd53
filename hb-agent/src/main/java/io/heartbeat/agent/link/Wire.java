package io.heartbeat.agent.link;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * One UDP socket, connected to the server: the kernel drops what others send, and says when nobody listens there.
 * {@link #wakeup()} may be called from any thread, all else belongs to the link's.
 */
final class Wire implements Closeable {
    private static final int MAX_DATAGRAM = 65_535;

    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocate(MAX_DATAGRAM);
    private DatagramChannel channel;

    Wire() throws IOException {
        selector = Selector.open();
    }

    /** Begins anew with a fresh socket: the machine's own address may be another one since. */
    void connect(InetSocketAddress server) throws IOException {
        disconnect();
        DatagramChannel fresh = DatagramChannel.open();
        try {
            fresh.configureBlocking(false);
            fresh.connect(server);
            fresh.register(selector, SelectionKey.OP_READ);
        } catch (IOException | RuntimeException e) {
            fresh.close();
            throw e;
        }
        channel = fresh;
    }

    boolean connected() {
        return channel != null;
    }

    void disconnect() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    /** Hands one datagram to the network. */
    void send(byte[] datagram) throws IOException {
        if (channel.write(ByteBuffer.wrap(datagram)) == 0) {
            throw new IOException("the send buffer is full");
        }
    }

    /**
     * The next datagram that has come, null when there is none. The buffer is valid until the next call.
     *
     * @throws java.net.PortUnreachableException when the server's machine said that nobody listens
     */
    ByteBuffer receive() throws IOException {
        in.clear();
        if (channel == null || channel.receive(in) == null) {
            return null;
        }
        return in.flip();
    }

    /** Waits for a datagram, a wakeup, or the time. */
    void await(long millis) throws IOException {
        selector.select(Math.max(1, millis));
        selector.selectedKeys().clear();
    }

    void wakeup() {
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        disconnect();
        selector.close();
    }
}
