package io.heartbeat.bench.latency;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends probe heartbeats for hosts of their own. A host sends every two seconds: the feed shows a host at once, and then not
 * again within a second.
 */
final class Probes {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int HOSTS = 200;

    private Probes() {}

    static void send(int port, double seconds, Sightings sightings) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            long begin = System.nanoTime();
            int count = (int) (seconds * 1e9 / PAUSE_NANOS);
            for (int i = 0; i < count; i++) {
                long due = begin + i * PAUSE_NANOS;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long stamp = Stamp.now();
                sightings.sent(stamp);
                channel.write(ByteBuffer.wrap(beat(i % HOSTS, i, stamp)));
            }
        }
    }

    private static byte[] beat(int host, int seq, long stamp) {
        return ("{\"ID\":\"HTB\",\"name\":\"probe-" + host + "\",\"interval\":30,\"seq\":" + seq + ",\"time\":"
                        + stamp / 1_000_000 + ",\"msg\":\"" + Stamp.text(stamp) + "\",\"version\":\"1.0.0\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
