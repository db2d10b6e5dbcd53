package io.heartbeat.journal;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.rolling.RollingFile;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The one thread that writes the journal. Its numbers may be read by any. */
final class JournalWriter implements Runnable {
    /** How long a line waits for company, milliseconds. */
    private static final long FLUSH_MS = 10;

    private static final long IDLE_MS = 1_000;
    private static final long RETRY_MS = 20;

    private final Buffers buffers;
    private final RollingFile file;
    private final TimeSource time;
    private Chunk held;
    private boolean idle;
    private long swept;
    private volatile long lines;
    private volatile long bytes;
    private volatile Instant lastWrite;

    JournalWriter(Buffers buffers, RollingFile file, TimeSource time) {
        this.buffers = buffers;
        this.file = file;
        this.time = time;
    }

    /** Writes until the buffers are closed, then what is left, once. */
    @Override
    public void run() {
        while (!buffers.closed()) {
            try {
                turn();
            } catch (InterruptedException early) {
                // The container interrupts its threads before it stops us; only a closed journal ends.
                idle = false;
            }
        }
        drain();
        file.close();
    }

    private void turn() throws InterruptedException {
        if (held == null) {
            held = buffers.take(idle ? IDLE_MS : FLUSH_MS);
            idle = false;
            if (held == null || time.steadyMillis() - swept >= FLUSH_MS) {
                sweep(held == null);
            }
        }
        if (held == null) {
            file.tend();
            buffers.diskFails(file.alarm().isPresent());
        } else if (!write()) {
            TimeUnit.MILLISECONDS.sleep(RETRY_MS);
        }
    }

    private void sweep(boolean nothingWaits) {
        swept = time.steadyMillis();
        if (!buffers.sweep() && nothingWaits) {
            buffers.writerSleeps(true);
            idle = !buffers.sweep();
        }
    }

    /** False when the disk did not take all of it: the rest is held until it does. */
    private boolean write() {
        int length = held.length;
        int before = held.lines;
        int taken = file.write(held.bytes, 0, length);
        buffers.diskFails(file.alarm().isPresent());
        held.skip(taken);
        if (taken > 0) {
            lines = lines + before - held.lines;
            bytes = bytes + taken;
            lastWrite = time.wall();
        }
        if (taken < length) {
            return false;
        }
        buffers.release(held);
        held = null;
        return true;
    }

    private void drain() {
        buffers.sweepFinally();
        while (true) {
            if (held == null) {
                held = buffers.takeNow();
            }
            if (held == null) {
                return;
            }
            if (!write()) {
                buffers.drop(Drop.CLOSED, held.lines);
                held = null;
            }
        }
    }

    /** Lines written since the start. */
    long lines() {
        return lines;
    }

    /** Bytes written since the start. */
    long bytes() {
        return bytes;
    }

    /** When a line was last written, null before the first. */
    Instant lastWrite() {
        return lastWrite;
    }
}
