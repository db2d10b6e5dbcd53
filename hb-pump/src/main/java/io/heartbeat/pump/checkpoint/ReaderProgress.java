package io.heartbeat.pump.checkpoint;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.source.LogSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far one reader came: its senders, and what was counted once although each sender reads for itself. Thread-safe.
 */
public final class ReaderProgress {
    private final LogSource source;
    private final TimeSource time;
    private final Map<?, ?> kept;
    private final Map<String, SenderProgress> senders = new LinkedHashMap<>();
    private final Map<String, Long> hits = new TreeMap<>();
    private final String keptCursor;
    private final Map<String, Long> met = new HashMap<>();
    private Object counted;
    private long corrupted;
    private long mostMet;
    private long lines;
    private long bytes;
    private long readAt;

    ReaderProgress(LogSource source, Map<?, ?> kept, TimeSource time) {
        this.source = source;
        this.time = time;
        this.kept = kept;
        keptCursor = Kept.text(kept, "cursor");
        lines = Kept.number(kept, "total_lines");
        bytes = Kept.number(kept, "total_bytes");
        corrupted = Kept.number(kept, "corrupted");
        counted = place(Kept.text(kept, "counted_cursor"));
        Kept.map(kept, "searches").forEach((name, count) -> {
            if (count instanceof Number number) {
                hits.put(name.toString(), number.longValue());
            }
        });
        readAt = time.steadyMillis();
    }

    private Object place(String cursor) {
        try {
            return cursor == null ? null : source.place(cursor);
        } catch (IllegalArgumentException e) {
            return null; // written by another version: counting begins anew
        }
    }

    /** How far a sender came; made from the state file when asked for the first time. */
    public synchronized SenderProgress sender(String name, String type) {
        return senders.computeIfAbsent(
                name, n -> new SenderProgress(type, Kept.map(Kept.map(kept, "senders"), n), time));
    }

    /** Where a sender goes on: behind what it has, else where the reader was, else null. */
    public synchronized String resume(SenderProgress sender) {
        return sender.sent() != null ? sender.sent() : keptCursor;
    }

    /** Takes note of an entry; false when it was counted before, for another sender or in an earlier run. */
    public synchronized boolean first(Object place, long size) {
        if (counted != null && source.compare(place, counted) <= 0) {
            return false;
        }
        counted = place;
        lines++;
        bytes += size;
        readAt = time.steadyMillis();
        return true;
    }

    /** A sender met so many broken places more; answers how many of them no other sender met before. */
    public synchronized long corrupted(String sender, long more) {
        long news = Math.max(0, met.merge(sender, more, Long::sum) - mostMet);
        mostMet += news;
        corrupted += news;
        return news;
    }

    /** A search found an entry. */
    public synchronized void hit(String search) {
        hits.merge(search, 1L, Long::sum);
    }

    /** Entries read, ever. */
    public synchronized long lines() {
        return lines;
    }

    /** Bytes of their values, ever. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Seconds since an entry was read. */
    public synchronized double readAgo() {
        return (time.steadyMillis() - readAt) / 1000.0;
    }

    /** All senders that were asked for, by name. */
    public synchronized Map<String, SenderProgress> senders() {
        return new LinkedHashMap<>(senders);
    }

    /** The oldest cursor of all senders; null while any of them has none. */
    private String oldest() {
        Collection<SenderProgress> all = senders.values();
        String oldest = null;
        for (SenderProgress sender : all) {
            String cursor = resume(sender);
            if (cursor == null) {
                return null;
            }
            Object place = oldest == null ? null : place(cursor);
            Object least = oldest == null ? null : place(oldest);
            if (oldest == null || (place != null && least != null && source.compare(place, least) < 0)) {
                oldest = cursor;
            }
        }
        return oldest == null ? keptCursor : oldest;
    }

    synchronized Map<String, Object> toMap() {
        Map<String, Object> map = new TreeMap<>();
        Map<String, Object> parts = new TreeMap<>();
        senders.forEach((name, sender) -> parts.put(name, sender.toMap()));
        map.put("cursor", oldest());
        map.put("counted_cursor", counted == null ? null : counted.toString());
        map.put("total_lines", lines);
        map.put("total_bytes", bytes);
        map.put("corrupted", corrupted);
        map.put("searches", new TreeMap<>(hits));
        map.put("senders", parts);
        return map;
    }
}
