package io.heartbeat.wire.loghamster;

import io.heartbeat.clock.TimeSource;
import java.util.concurrent.TimeUnit;

/** Bytes a second, with a second's worth at once after a pause. Thread-safe. */
public final class Pace {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final double nanosPerByte;
    private final TimeSource time;
    private long spentUntil;

    /** @param bytesPerSecond 0 for no limit */
    public Pace(long bytesPerSecond, TimeSource time) {
        this.nanosPerByte = bytesPerSecond <= 0 ? 0 : (double) SECOND / bytesPerSecond;
        this.time = time;
        this.spentUntil = time.steadyNanos() - SECOND;
    }

    /** Books bytes that were taken. Answers how many nanoseconds are to pass before the next ones; 0 mostly. */
    public synchronized long book(long bytes) {
        if (nanosPerByte == 0) {
            return 0;
        }
        long now = time.steadyNanos();
        spentUntil = Math.max(spentUntil, now - SECOND) + (long) (bytes * nanosPerByte);
        return Math.max(0, spentUntil - now);
    }

    /** How many bytes make sense to take at once: a tenth of a second's, at least one. */
    public long portion() {
        return nanosPerByte == 0 ? Long.MAX_VALUE : Math.max(1, (long) (SECOND / 10 / nanosPerByte));
    }
}
