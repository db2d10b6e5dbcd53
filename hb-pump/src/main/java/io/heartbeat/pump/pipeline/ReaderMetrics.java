package io.heartbeat.pump.pipeline;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.Metrics;
import io.heartbeat.pump.statsd.Statsd;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Metrics with the tags of one reader. Thread-safe. */
final class ReaderMetrics implements Metrics {
    private final Statsd statsd;
    private final Map<String, String> tags;
    private final TimeSource time;

    ReaderMetrics(Statsd statsd, String reader, Map<String, String> tags, TimeSource time) {
        this.statsd = statsd;
        this.tags = new HashMap<>(tags);
        this.tags.putIfAbsent("reader", reader);
        this.time = time;
    }

    long nanos() {
        return time.steadyNanos();
    }

    void count(String name, Map<String, String> more) {
        count(name, more, 1);
    }

    @Override
    public void count(String name, Map<String, String> more, long count) {
        statsd.count(name, with(more), count);
    }

    void gauge(String name, Map<String, String> more, double value) {
        statsd.gauge(name, with(more), value);
    }

    void searched(String search, long nanos, Duration slow) {
        if (nanos > slow.toNanos()) {
            gauge("journal.perform_search_regex_duration", Map.of("regex", search), nanos / 1e9);
        }
    }

    void broke(Throwable failure, String where) {
        count("exception", Map.of("exception", failure.getClass().getSimpleName(), "where", where));
    }

    private Map<String, String> with(Map<String, String> more) {
        if (more.isEmpty()) {
            return tags;
        }
        Map<String, String> all = new HashMap<>(tags);
        all.putAll(more);
        return all;
    }
}
