package io.heartbeat.journal;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The bounded stock of chunks between the threads that append and the one that writes. Thread-safe.
 *
 * <p>When all chunks are full, whoever appends waits a little, which pushes the load back into the socket's buffer; with
 * a disk that fails, or has answered nothing for {@value #PATIENCE_MS} ms, nobody waits and lines are counted as dropped.
 */
final class Buffers {
    static final long PATIENCE_MS = 2_000;
    private static final long LOOK_MS = 20;

    private final int limit;
    private final AtomicInteger made = new AtomicInteger();
    private final BlockingQueue<Chunk> free;
    private final BlockingQueue<Chunk> full;
    private final Chunk wakeUp = new Chunk();
    private final Queue<LineBuffer> lineBuffers = new ConcurrentLinkedQueue<>();
    private final LongAdder[] dropped = new LongAdder[Drop.values().length];
    private volatile boolean diskFails;
    private volatile boolean stalled;
    private volatile boolean closed;
    private volatile boolean writerSleeps;

    /** @param limit how many chunks there may be */
    Buffers(int limit) {
        this.limit = limit;
        this.free = new ArrayBlockingQueue<>(limit);
        this.full = new ArrayBlockingQueue<>(2 * limit + 16);
        for (int i = 0; i < dropped.length; i++) {
            dropped[i] = new LongAdder();
        }
    }

    /** A buffer for the lines of the calling thread. */
    LineBuffer lineBuffer() {
        LineBuffer buffer = new LineBuffer(this, Thread.currentThread());
        lineBuffers.add(buffer);
        return buffer;
    }

    /** An empty chunk, after a short wait if need be; null when there is none, and the line is lost. */
    Chunk acquire() {
        Chunk chunk = closed ? null : free.poll();
        if (chunk == null && !closed) {
            chunk = made.get() < limit && made.incrementAndGet() <= limit ? new Chunk() : await();
        }
        if (chunk == null) {
            drop(closed ? Drop.CLOSED : diskFails ? Drop.DISK : Drop.STALLED, 1);
        }
        return chunk;
    }

    private Chunk await() {
        try {
            for (long waited = 0; waited < PATIENCE_MS && !diskFails && !stalled && !closed; waited += LOOK_MS) {
                Chunk chunk = free.poll(LOOK_MS, TimeUnit.MILLISECONDS);
                if (chunk != null) {
                    return chunk;
                }
            }
            stalled = !diskFails;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return free.poll();
    }

    /** Hands lines to the writer. */
    void submit(Chunk chunk) {
        full.add(chunk);
    }

    /** A line came into an empty buffer: the writer has something to look for. */
    void lineCame() {
        if (writerSleeps) {
            writerSleeps = false;
            full.offer(wakeUp);
        }
    }

    /** The next chunk to write; null after a wake-up or when none came in time. The writer's. */
    Chunk take(long millis) throws InterruptedException {
        return lines(full.poll(millis, TimeUnit.MILLISECONDS));
    }

    /** The next chunk to write at the end, null when there is none. The writer's. */
    Chunk takeNow() {
        Chunk chunk = full.poll();
        while (chunk != null && lines(chunk) == null) {
            chunk = full.poll();
        }
        return chunk;
    }

    @SuppressWarnings("ReferenceEquality") // The wake-up is told by its identity; it never holds a line.
    private Chunk lines(Chunk chunk) {
        return chunk == wakeUp ? null : chunk;
    }

    /** Gives a chunk back, written or not. */
    void release(Chunk chunk) {
        chunk.clear();
        stalled = false;
        free.add(chunk);
    }

    /** Takes what all threads have begun; true when there was something. */
    boolean sweep() {
        boolean found = false;
        for (LineBuffer buffer : lineBuffers) {
            found |= buffer.handOver();
            if (buffer.abandoned()) {
                lineBuffers.remove(buffer);
            }
        }
        return found;
    }

    /** Takes what all threads have begun, waiting for those that append just now; what they append later is dropped. */
    void sweepFinally() {
        lineBuffers.forEach(LineBuffer::close);
    }

    /** The writer is about to sleep until a line comes; a sweep must follow, for the line that came just now. */
    void writerSleeps(boolean sleeps) {
        writerSleeps = sleeps;
    }

    void diskFails(boolean fails) {
        diskFails = fails;
    }

    /** From now on every line is dropped. */
    void close() {
        closed = true;
        full.offer(wakeUp);
    }

    boolean closed() {
        return closed;
    }

    /** Whether the disk has been too slow for too long. */
    boolean stalled() {
        return stalled;
    }

    void drop(Drop reason, int lines) {
        dropped[reason.ordinal()].add(lines);
    }

    long dropped(Drop reason) {
        return dropped[reason.ordinal()].sum();
    }

    /** Chunks that wait for the writer. */
    int waiting() {
        return full.size();
    }
}
