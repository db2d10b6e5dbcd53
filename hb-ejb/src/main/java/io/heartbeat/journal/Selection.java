package io.heartbeat.journal;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.protocol.Message;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Which messages become lines. Thread-safe. */
final class Selection {
    private final boolean[] types = new boolean[io.heartbeat.protocol.MessageType.values().length];
    private final Duplicates duplicates;
    private final LongAdder otherType = new LongAdder();
    private final LongAdder duplicate = new LongAdder();

    Selection(JournalSettings settings, TimeSource time) {
        settings.types().forEach(type -> types[type.ordinal()] = true);
        duplicates = settings.dedupWindow().isZero() ? null : new Duplicates(settings.dedupWindow(), time);
    }

    /** Whether this one becomes a line; counts it when not. */
    boolean wants(String host, Message message) {
        if (!types[message.type().ordinal()]) {
            otherType.increment();
            return false;
        }
        if (duplicates != null && duplicates.seen(host, message)) {
            duplicate.increment();
            return false;
        }
        return true;
    }

    /** Messages left out because of their type. */
    long otherTypes() {
        return otherType.sum();
    }

    /** Messages left out because the same came before. */
    long duplicates() {
        return duplicate.sum();
    }

    Map<String, Long> skipped() {
        return Map.of("type", otherTypes(), "duplicate", duplicates());
    }
}
