package io.heartbeat.agent.plugin.ping;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.OptionalDouble;

/**
 * Opens TCP connections and closes them. A host that refuses one is there as well, as {@link InetAddress#isReachable} has
 * it; unlike that, this measures the time.
 */
final class TcpPing {
    static final String METHOD = "tcp";

    private static final double NANOS_PER_MILLI = 1e6;

    private final TimeSource time;
    private final int port;
    private final int count;
    private final Duration patience;

    TcpPing(TimeSource time, int port, int count, Duration patience) {
        this.time = time;
        this.port = port;
        this.count = count;
        this.patience = patience;
    }

    Echo ping(String host) throws InterruptedException {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return Echo.failed(METHOD, "the name cannot be resolved: " + host);
        }
        DoubleSummaryStatistics millis = new DoubleSummaryStatistics();
        for (int i = 0; i < count; i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long start = time.steadyNanos();
            if (answers(address)) {
                millis.accept((time.steadyNanos() - start) / NANOS_PER_MILLI);
            }
        }
        return new Echo(
                METHOD,
                count,
                (int) millis.getCount(),
                rounded(millis, millis.getMin()),
                rounded(millis, millis.getAverage()),
                rounded(millis, millis.getMax()),
                "");
    }

    private boolean answers(InetAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) patience.toMillis());
            return true;
        } catch (ConnectException e) {
            return refused(e);
        } catch (IOException e) {
            return false; // no answer, or no way there
        }
    }

    private static boolean refused(ConnectException e) {
        return String.valueOf(e.getMessage()).contains("refused");
    }

    private static OptionalDouble rounded(DoubleSummaryStatistics all, double millis) {
        return all.getCount() == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.round(millis * 1000) / 1000.0);
    }
}
