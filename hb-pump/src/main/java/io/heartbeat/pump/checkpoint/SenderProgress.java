package io.heartbeat.pump.checkpoint;

import io.heartbeat.clock.TimeSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** How far one sender came. Thread-safe. */
public final class SenderProgress {
    private final String type;
    private final TimeSource time;
    private final Health health = new Health();
    private String buffered;
    private long bufferedBytes;
    private long bufferedCount;
    private IntSupplier queue = () -> 0;
    private LongSupplier spooled = () -> 0;
    private long fullSince = -1;
    private long deadLetters;
    private long lost;
    private String sent;
    private long sentCount;
    private long sentBytes;
    private long sentAt;

    /**
     * Goes on from what a state file says.
     *
     * @param kept the sender's part of the file; empty for a new one
     */
    SenderProgress(String type, Map<?, ?> kept, TimeSource time) {
        this.type = type;
        this.time = time;
        Map<?, ?> was = Kept.map(kept, "sent");
        sent = Kept.text(was, "cursor");
        sentCount = Kept.number(was, "count");
        sentBytes = Kept.number(was, "bytes");
        Map<?, ?> buffer = Kept.map(kept, "buffer");
        bufferedBytes = Kept.number(buffer, "total_size");
        bufferedCount = Kept.number(buffer, "entry_num");
        deadLetters = Kept.number(kept, "dead_letters");
        lost = Kept.number(kept, "lost");
        sentAt = time.steadyMillis();
        health.begin(sentAt);
    }

    /** Cursor of the last entry that is done with, and all before it; null when there is none. */
    public synchronized String sent() {
        return sent;
    }

    /** More entries wait. */
    public synchronized void buffered(String cursor, int count, long bytes) {
        buffered = cursor;
        bufferedCount += count;
        bufferedBytes += bytes;
    }

    /** Whom to ask for the entries that wait, on disk and in memory, and for the bytes on disk; neither may ask this one. */
    public synchronized void queue(IntSupplier entries, LongSupplier onDisk) {
        queue = entries;
        spooled = onDisk;
    }

    /** Whether all buffers are full, so that reading stands still. */
    public synchronized void full(boolean now) {
        if (now != fullSince >= 0) {
            fullSince = now ? time.steadyMillis() : -1;
        }
    }

    /** Entries went to the dead letters. */
    public synchronized void deadLetters(int more) {
        deadLetters += more;
    }

    /** Entries were deleted before they were read. */
    public synchronized void lost(long more) {
        lost += more;
    }

    /** Entries are done with: acknowledged, or with the dead letters. */
    public synchronized void settled(String cursor, int count, long bytes) {
        sent = cursor;
        sentCount += count;
        sentBytes += bytes;
        sentAt = time.steadyMillis();
    }

    /** There was nothing for the sender up to here. */
    public synchronized void passed(String cursor) {
        sent = cursor;
    }

    /** The last attempt worked. Answers whether it did not before. */
    public synchronized boolean connected() {
        boolean news = health.status() != SenderStatus.CONNECTED;
        health.become(SenderStatus.CONNECTED, time.steadyMillis());
        return news;
    }

    /** The last attempt failed. */
    public synchronized void failed(String error) {
        health.become(SenderStatus.DISCONNECTED, time.steadyMillis());
        health.error(error);
    }

    /** The sender ended. */
    public synchronized void stopped() {
        health.become(SenderStatus.STOPPED, time.steadyMillis());
    }

    /** How it stands. */
    public synchronized SenderStatus status() {
        return health.status();
    }

    /** Entries that the destination has, ever. */
    public synchronized long count() {
        return sentCount;
    }

    /** Bytes of their JSON, ever. */
    public synchronized long bytes() {
        return sentBytes;
    }

    /** Entries that wait. */
    public synchronized int waiting() {
        return queue.getAsInt();
    }

    /** Bytes that wait on disk. */
    public synchronized long spooled() {
        return spooled.getAsLong();
    }

    /** Seconds since all buffers are full; 0 while they are not. */
    public synchronized double fullFor() {
        return fullSince < 0 ? 0 : (time.steadyMillis() - fullSince) / 1000.0;
    }

    /** Seconds since something was sent. */
    public synchronized double sentAgo() {
        return (time.steadyMillis() - sentAt) / 1000.0;
    }

    synchronized Map<String, Object> toMap() {
        Map<String, Object> buffer = new TreeMap<>();
        buffer.put("cursor", buffered);
        buffer.put("total_size", bufferedBytes);
        buffer.put("entry_num", bufferedCount);
        buffer.put("current_queue", queue.getAsInt());
        buffer.put("spool_bytes", spooled.getAsLong());
        buffer.put("full_for", fullFor());
        Map<String, Object> done = new TreeMap<>();
        done.put("cursor", sent);
        done.put("count", sentCount);
        done.put("bytes", sentBytes);
        Map<String, Object> well = new TreeMap<>();
        well.put("status", health.status().name().toLowerCase(java.util.Locale.ROOT));
        well.put("elapsed", health.elapsed(time.steadyMillis()));
        well.put("errors", health.errors());
        Map<String, Object> all = new TreeMap<>(Map.of("type", type, "buffer", buffer, "sent", done, "health", well));
        all.put("dead_letters", deadLetters);
        all.put("lost", lost);
        return all;
    }
}
