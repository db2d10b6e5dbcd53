package io.heartbeat.metric;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The newest reports of one plugin of one host. The newest one lies in a buffer that is written over while reports come
 * faster than once a second, so that a flood makes no garbage. Thread-safe.
 */
final class ReportHistory {
    private static final long APART_MICROS = 1_000_000;

    private final ArrayDeque<Report> older = new ArrayDeque<>();
    private byte[] newest = new byte[0];
    private int length;
    private long olderBytes;
    private long newestAt = Long.MIN_VALUE;
    private long keptAt = Long.MIN_VALUE;
    private long storedAt = Long.MIN_VALUE;

    /**
     * Takes a report.
     *
     * @param micros reception, microseconds since the epoch
     * @param most how many reports to keep, one of them the newest
     * @return by how many bytes it grew or shrank
     */
    synchronized long take(byte[] json, int offset, int size, long micros, int most) {
        long before = newest.length + olderBytes;
        if (newestAt != Long.MIN_VALUE && micros - keptAt >= APART_MICROS) {
            Report kept = report();
            older.addFirst(kept);
            olderBytes += kept.json().length;
            while (older.size() >= most) {
                olderBytes -= older.removeLast().json().length;
            }
            keptAt = micros;
        } else if (newestAt == Long.MIN_VALUE) {
            keptAt = micros;
        }
        if (newest.length < size || newest.length > size * 4 + 256) {
            newest = new byte[size + size / 8];
        }
        System.arraycopy(json, offset, newest, 0, size);
        length = size;
        newestAt = micros;
        return newest.length + olderBytes - before;
    }

    /** Takes a report of an earlier run, if there is none yet; answers by how many bytes it grew. */
    synchronized long restore(Report report) {
        if (newestAt != Long.MIN_VALUE) {
            return 0;
        }
        byte[] json = report.json();
        return take(json, 0, json.length, Frames.micros(report.timestamp()), 1);
    }

    /**
     * Whether the report received then is to be stored: it is the first, far enough from the last one that was, or the clock
     * went back.
     *
     * @param apart microseconds
     */
    synchronized boolean storable(long micros, long apart) {
        if (storedAt != Long.MIN_VALUE && micros >= storedAt && micros - storedAt < apart) {
            return false;
        }
        storedAt = micros;
        return true;
    }

    /** The newest reports, newest first. */
    synchronized List<Report> newest(int limit) {
        List<Report> reports = new ArrayList<>(Math.min(limit, older.size() + 1));
        if (newestAt != Long.MIN_VALUE && limit > 0) {
            reports.add(report());
            older.stream().limit(limit - 1L).forEach(reports::add);
        }
        return reports;
    }

    /** Bytes of JSON held. */
    synchronized long bytes() {
        return newest.length + olderBytes;
    }

    private Report report() {
        return new Report(Frames.instant(newestAt), Arrays.copyOf(newest, length));
    }
}
