package io.heartbeat.agent;

import io.heartbeat.protocol.Rejection;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.atomic.LongAdder;

/** Tallies since the start of the agent. Thread-safe. */
public final class Counters {
    private final Map<Counter, LongAdder> counts = zeroes(Counter.class);
    private final Map<Rejection, LongAdder> rejections = zeroes(Rejection.class);

    /** All keys are there from the beginning: afterwards the map is only read. */
    private static <E extends Enum<E>> Map<E, LongAdder> zeroes(Class<E> kind) {
        Map<E, LongAdder> zeroes = new EnumMap<>(kind);
        for (E constant : kind.getEnumConstants()) {
            zeroes.put(constant, new LongAdder());
        }
        return zeroes;
    }

    /** One more. */
    public void count(Counter counter) {
        counts.get(counter).increment();
    }

    /** One more reply that was refused for this reason. */
    public void count(Rejection rejection) {
        rejections.get(rejection).increment();
    }

    /** How many so far. */
    public long of(Counter counter) {
        return counts.get(counter).sum();
    }

    /** How many replies were refused for this reason so far. */
    public long of(Rejection rejection) {
        return rejections.get(rejection).sum();
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
