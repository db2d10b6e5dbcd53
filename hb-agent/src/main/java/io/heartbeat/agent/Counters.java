package io.heartbeat.agent;

import io.heartbeat.protocol.Rejection;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicLongArray;

/** Tallies since the start of the agent. Thread-safe. */
public final class Counters {
    private final AtomicLongArray counts = new AtomicLongArray(Counter.values().length);
    private final AtomicLongArray rejections = new AtomicLongArray(Rejection.values().length);

    /** One more. */
    public void count(Counter counter) {
        counts.incrementAndGet(counter.ordinal());
    }

    /** One more reply that was refused for this reason. */
    public void count(Rejection rejection) {
        rejections.incrementAndGet(rejection.ordinal());
    }

    /** How many so far. */
    public long of(Counter counter) {
        return counts.get(counter.ordinal());
    }

    /** How many replies were refused for this reason so far. */
    public long of(Rejection rejection) {
        return rejections.get(rejection.ordinal());
    }

    /** All that are not zero, as {@code beats_sent=3 beats_answered=3}; {@code nothing yet} when there is none. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(" ").setEmptyValue("nothing yet");
        for (Counter counter : Counter.values()) {
            if (of(counter) > 0) {
                text.add(counter.label() + "=" + of(counter));
            }
        }
        for (Rejection rejection : Rejection.values()) {
            if (of(rejection) > 0) {
                text.add("replies_rejected{" + rejection.label() + "}=" + of(rejection));
            }
        }
        return text.toString();
    }
}
