package io.heartbeat.access;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Too many do at this moment what only a few may do at once; it was not begun. */
final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How long somebody waits for a place, and should wait before the next try. */
    static final Duration WAIT = Duration.ofSeconds(5);

    private Busy() {
        super("too many at once", null, false, false);
    }

    /** Does something in one of the places. */
    static <T> T within(Semaphore places, Supplier<T> work) {
        try {
            if (!places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Busy();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
