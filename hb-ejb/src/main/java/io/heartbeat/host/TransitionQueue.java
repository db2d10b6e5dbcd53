package io.heartbeat.host;

import io.heartbeat.flow.Unproxied;
import io.heartbeat.telemetry.Telemetry;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Transitions on their way to the database. Bounded: with the database away for long the newest are dropped and counted; the
 * journal and the states in memory still tell them. Thread-safe.
 */
@Unproxied
public class TransitionQueue {
    private static final int CAPACITY = 200_000;

    private final BlockingQueue<Transition> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final LongAdder dropped;

    @Inject
    TransitionQueue(Telemetry telemetry) {
        dropped = telemetry.counter(
                "hbd_transitions_dropped_total",
                "Changes of hosts' statuses that were not stored because the database was away for too long.");
        telemetry.gauge(
                "hbd_transitions_waiting", "Changes of hosts' statuses that wait for the database.", waiting::size);
    }

    void add(Transition transition) {
        if (!waiting.offer(transition)) {
            dropped.increment();
        }
    }

    /** What has come since, at most so many, after waiting for the first at most so long. */
    List<Transition> take(int most, long timeout, TimeUnit unit) throws InterruptedException {
        List<Transition> batch = new ArrayList<>();
        Transition first = waiting.poll(timeout, unit);
        if (first != null) {
            batch.add(first);
            waiting.drainTo(batch, most - 1);
        }
        return batch;
    }

    /** What still waits, without waiting. */
    List<Transition> rest() {
        List<Transition> batch = new ArrayList<>();
        waiting.drainTo(batch);
        return batch;
    }
}
