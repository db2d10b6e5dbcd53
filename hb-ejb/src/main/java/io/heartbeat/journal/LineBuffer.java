package io.heartbeat.journal;

import io.heartbeat.ingest.Arrival;
import io.heartbeat.protocol.Message;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lines that one thread has begun. Its lock is free but for the moments in which the writer takes them; the writer
 * only tries it, since the owner may hold it while it waits for the writer.
 */
final class LineBuffer {
    private final Buffers buffers;
    private final Thread owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final LineFormat format = new LineFormat();
    private Chunk chunk;

    LineBuffer(Buffers buffers, Thread owner) {
        this.buffers = buffers;
        this.owner = owner;
    }

    /** Appends one line; the owner's. Counts it as dropped when there is no room in time. */
    void append(Entry entry) {
        append(entry.arrival(), entry.json(), 0, entry.json().length, true);
    }

    /** Appends one line; the owner's. Counts it as dropped when there is no room in time. */
    void append(Arrival arrival, Message message) {
        append(arrival, message.json(), message.offset(), message.length(), message.singleLine());
    }

    private void append(Arrival arrival, byte[] json, int offset, int length, boolean singleLine) {
        boolean first;
        lock.lock();
        try {
            if (chunk != null && chunk.length + LineFormat.FRAME + length > Chunk.SIZE) {
                buffers.submit(chunk);
                chunk = null;
            }
            if (chunk == null) {
                chunk = buffers.acquire();
                if (chunk == null) {
                    return;
                }
            }
            first = chunk.lines == 0;
            chunk.length = format.put(chunk.bytes, chunk.length, arrival, json, offset, length, singleLine);
            chunk.lines++;
        } finally {
            lock.unlock();
        }
        if (first) {
            buffers.lineCame();
        }
    }

    /** Gives what is there to the writer; true when there may have been something. */
    boolean handOver() {
        if (!lock.tryLock()) {
            return true;
        }
        try {
            return submit();
        } finally {
            lock.unlock();
        }
    }

    /** Gives what is there to the writer, after the line that is being appended, if any. */
    void close() {
        lock.lock();
        try {
            submit();
        } finally {
            lock.unlock();
        }
    }

    private boolean submit() {
        if (chunk == null || chunk.lines == 0) {
            return false;
        }
        buffers.submit(chunk);
        chunk = null;
        return true;
    }

    /** Whether nothing will ever come from here again. */
    boolean abandoned() {
        return !owner.isAlive();
    }
}
