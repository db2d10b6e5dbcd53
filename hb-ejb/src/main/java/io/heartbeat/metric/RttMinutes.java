package io.heartbeat.metric;

import io.heartbeat.flow.Order;
import io.heartbeat.flow.Unproxied;
import io.heartbeat.ingest.BeatReceived;
import io.heartbeat.ingest.HostForgotten;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Round-trip times of heartbeats, minute by minute, as reports of a plugin that no agent can have. A host's minutes are
 * stored five at a time, since a heartbeat each 30 s would otherwise be more rows than all plugins together: what a crash
 * costs of them is the last five minutes. Each host's fives end in a minute of its own, or those of all hosts would come to the
 * queue at once. Thread-safe.
 */
@Unproxied
public class RttMinutes {
    /** No name of a plugin begins so. */
    static final String PLUGIN = "~rtt";

    private static final int TOGETHER = 5;
    private static final long MINUTE = 60_000_000;

    private final ConcurrentMap<String, Window> windows = new ConcurrentHashMap<>();
    private final ReportQueue queue;

    @Inject
    RttMinutes(ReportQueue queue) {
        this.queue = queue;
    }

    /** One host's minutes: the one that runs, and those that wait. */
    private static final class Window {
        private final List<Arrived> done = new ArrayList<>(TOGETHER);
        private long minute = Long.MIN_VALUE;
        private Summary now;

        synchronized List<Arrived> take(String host, long at, double rtt) {
            List<Arrived> together = List.of();
            if (at != minute) {
                boolean over = five(at, host) != five(minute, host);
                end(host);
                minute = at;
                if (over) {
                    together = List.copyOf(done);
                    done.clear();
                }
            }
            now = Summary.merged(now, Summary.of(rtt));
            return together;
        }

        synchronized List<Arrived> end(String host) {
            if (now != null) {
                done.add(new Arrived(host, PLUGIN, minute * MINUTE, json(now)));
                now = null;
            }
            return List.copyOf(done);
        }

        synchronized List<Arrived> look(String host) {
            List<Arrived> all = new ArrayList<>(done);
            if (now != null) {
                all.add(new Arrived(host, PLUGIN, minute * MINUTE, json(now)));
            }
            return all;
        }

        private static long five(long minute, String host) {
            return Math.floorDiv(minute + Math.floorMod(host.hashCode(), TOGETHER), TOGETHER);
        }

        private static byte[] json(Summary rtt) {
            return ("{\"min\":" + rounded(rtt.min()) + ",\"avg\":" + rounded(rtt.avg()) + ",\"max\":"
                            + rounded(rtt.max()) + "}")
                    .getBytes(StandardCharsets.UTF_8);
        }

        /** Microseconds are enough. */
        private static double rounded(double millis) {
            return Math.rint(millis * 1000) / 1000;
        }
    }

    void beat(@Observes @Priority(Order.METRIC) BeatReceived event) {
        double rtt = event.message().rtt();
        if (!(rtt <= Numerics.LARGEST / 1000) || !queue.enabled()) {
            return;
        }
        long minute = Math.floorDiv(event.arrival().epochMicros(), MINUTE);
        Window window = windows.get(event.host());
        if (window == null) {
            window = windows.computeIfAbsent(event.host(), host -> new Window());
        }
        window.take(event.host(), minute, rtt).forEach(queue::offer);
    }

    void forgotten(@Observes HostForgotten event) {
        windows.remove(event.host());
    }

    /** The minutes of a host that are not on their way to the database yet, oldest first. */
    List<Report> waiting(String host) {
        Window window = windows.get(host);
        return window == null
                ? List.of()
                : window.look(host).stream()
                        .map(minute -> new Report(Frames.instant(minute.micros()), minute.json()))
                        .toList();
    }

    /** Sends all minutes on their way: none will follow. */
    void finish() {
        windows.forEach((host, window) -> window.end(host).forEach(queue::offer));
        windows.clear();
    }
}
