package io.heartbeat.pump.sender;

import java.util.Map;

/** Where counters go. Thread-safe; never blocks. */
@FunctionalInterface
public interface Metrics {
    /** Nobody listens. */
    Metrics NONE = (name, tags, count) -> {};

    /**
     * Adds to a counter.
     *
     * @param name such as {@code journal.corrupted_log_entry}
     * @param tags by name; a null value drops the tag
     */
    void count(String name, Map<String, String> tags, long count);
}
