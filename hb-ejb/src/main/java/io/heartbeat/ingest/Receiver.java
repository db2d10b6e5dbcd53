package io.heartbeat.ingest;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads one socket into a ring and does nothing else: every microsecond here is a datagram that the kernel may have to
 * drop. When the ring is full it stops reading; what the kernel drops then shows in
 * {@code hbd_datagrams_dropped_by_kernel_total}.
 */
final class Receiver implements Runnable, AutoCloseable {
    private static final int RING_BYTES = 16 << 20;
    private static final int RING_SLOTS = 1 << 17;
    private static final long FULL_PAUSE_NANOS = 50_000;

    final DatagramChannel channel;
    final DatagramRing ring = new DatagramRing(RING_BYTES, RING_SLOTS);
    private final TimeSource time;
    private final Telemetry telemetry;

    Receiver(DatagramChannel channel, TimeSource time, Telemetry telemetry) {
        this.channel = channel;
        this.time = time;
        this.telemetry = telemetry;
    }

    /**
     * Opens and binds a socket.
     *
     * @param shared whether several sockets take turns on this address (SO_REUSEPORT)
     * @param bufferBytes what to ask the kernel for; it may give less (net.core.rmem_max)
     */
    static DatagramChannel open(InetSocketAddress address, boolean shared, int bufferBytes) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, bufferBytes);
            if (shared) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            return channel.bind(address);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void run() {
        while (channel.isOpen()) {
            try {
                receive();
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException e) {
                telemetry.report(new ReceiveFailed(e));
                LockSupport.parkNanos(FULL_PAUSE_NANOS);
            }
        }
    }

    private void receive() throws IOException {
        ByteBuffer room = ring.room();
        if (room == null) {
            LockSupport.parkNanos(FULL_PAUSE_NANOS);
            return;
        }
        int start = room.position();
        InetSocketAddress source = (InetSocketAddress) channel.receive(room);
        if (source != null) {
            ring.publish(room.position() - start, time.steadyNanos(), source);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            telemetry.report(new ReceiveFailed(e));
        }
    }
}
