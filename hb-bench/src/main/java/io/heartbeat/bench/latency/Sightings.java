package io.heartbeat.bench.latency;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;

/** When each probe was sent, received, written and shown; times in microseconds since 1970. Thread-safe. */
final class Sightings {
    private static final long LONGEST_MICROS = 60_000_000;

    private final Map<Long, Boolean> sent = new ConcurrentHashMap<>();
    private final Map<Long, Long> received = new ConcurrentHashMap<>();
    private final Map<Long, Long> written = new ConcurrentHashMap<>();
    private final Map<Long, Long> shown = new ConcurrentHashMap<>();

    /** A probe left; probes are known by the time they left. */
    void sent(long stamp) {
        sent.put(stamp, true);
    }

    /** Its line was seen in the journal, which says when it was received. */
    void written(long stamp, long receivedAt, long now) {
        if (written.putIfAbsent(stamp, now) == null) {
            received.put(stamp, receivedAt);
        }
    }

    /** A watcher saw it. */
    void shown(long stamp, long now) {
        shown.putIfAbsent(stamp, now);
    }

    int probes() {
        return sent.size();
    }

    /** From reception to the line in the file. */
    Histogram receiveToJournal() {
        return between(received, written);
    }

    /** From reception to the watcher. */
    Histogram receiveToWatcher() {
        return between(received, shown);
    }

    /** From the sender's call to the watcher. */
    Histogram sendToWatcher() {
        Histogram histogram = new Histogram(LONGEST_MICROS, 3);
        shown.forEach((stamp, at) -> record(histogram, stamp, stamp, at));
        return histogram;
    }

    private Histogram between(Map<Long, Long> from, Map<Long, Long> to) {
        Histogram histogram = new Histogram(LONGEST_MICROS, 3);
        from.forEach((stamp, begin) -> {
            Long end = to.get(stamp);
            if (end != null) {
                record(histogram, stamp, begin, end);
            }
        });
        return histogram;
    }

    private void record(Histogram histogram, long stamp, long begin, long end) {
        if (sent.containsKey(stamp)) {
            histogram.recordValue(Math.min(LONGEST_MICROS, Math.max(0, end - begin)));
        }
    }
}
