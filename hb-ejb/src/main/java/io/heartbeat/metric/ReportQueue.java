package io.heartbeat.metric;

import io.heartbeat.flow.Unproxied;
import io.heartbeat.telemetry.Telemetry;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reports, and hosts to forget, on their way to the database. Bounded in number and bytes: what comes beyond is dropped and
 * counted; nobody ever waits. Thread-safe.
 */
@Unproxied
public class ReportQueue {
    static final int CAPACITY = 40_000;
    static final long BYTES = 32L << 20;
    static final long APART_MICROS = 1_000_000;
    static final long APART_MICROS_WHEN_BEHIND = 60_000_000;

    private final BlockingQueue<Arrived> waiting = new ArrayBlockingQueue<>(CAPACITY);
    /** Beside the queue's own size, which takes its lock: this is asked for every report. */
    private final AtomicInteger count = new AtomicInteger();

    private final AtomicLong bytes = new AtomicLong();
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();
    private final boolean enabled;
    private final Telemetry telemetry;
    private final LongAdder thinned;

    @Inject
    ReportQueue(MetricSettings settings, Telemetry telemetry) {
        this.enabled = settings.enabled();
        this.telemetry = telemetry;
        thinned = telemetry.counter(
                "hbd_metrics_thinned_total",
                "Plugin reports that were not stored because they came too soon after the one before.");
        telemetry.gauge("hbd_metrics_waiting", "Plugin reports that wait for the database.", waiting::size);
        telemetry.gauge("hbd_metrics_waiting_bytes", "Bytes of plugin reports that wait for the database.", bytes::get);
    }

    /**
     * How far apart stored reports of one plugin must be, microseconds: a second, and one for each KiB; a minute while the
     * database is behind, so that plugins at the usual pace lose nothing to those that chatter.
     */
    long apart(int size) {
        boolean behind = count.get() > CAPACITY / 2 || bytes.get() > BYTES / 2;
        return Math.max(behind ? APART_MICROS_WHEN_BEHIND : APART_MICROS, (size >> 10) * APART_MICROS);
    }

    /** Whether anything is to be stored at all. */
    boolean enabled() {
        return enabled;
    }

    /** Counts a report that came too soon. */
    void thin() {
        thinned.increment();
    }

    /** Takes a report, unless too much waits already. */
    void offer(Arrived report) {
        if (!enabled) {
            return;
        }
        long size = report.json().length;
        if (bytes.addAndGet(size) > BYTES || !waiting.offer(report)) {
            bytes.addAndGet(-size);
            telemetry.report(new MetricsDropped(count.get()));
        } else {
            count.incrementAndGet();
        }
    }

    /** Forgets what waits of a host, and has the writer forget what is stored. */
    void forget(String host) {
        waiting.removeIf(report -> {
            boolean its = report.host().equals(host);
            if (its) {
                left(report);
            }
            return its;
        });
        if (enabled) {
            forgotten.add(host);
        }
    }

    /** What waits, oldest first, at most so many. */
    List<Arrived> take(int most) {
        List<Arrived> batch = new ArrayList<>();
        waiting.drainTo(batch, most);
        batch.forEach(this::left);
        return batch;
    }

    private void left(Arrived report) {
        count.decrementAndGet();
        bytes.addAndGet(-report.json().length);
    }

    /** Hosts to forget; each stays until {@link #forgot} says that it is done. */
    List<String> forgotten() {
        return List.copyOf(forgotten);
    }

    void forgot(String host) {
        forgotten.remove(host);
    }

    /** How many reports wait. */
    int size() {
        return waiting.size();
    }
}
