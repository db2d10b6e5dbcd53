package io.heartbeat.dns;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after so many failures: doubling up to a bound, the second half of it by chance, so that servers that
 * failed together do not come back together. Pure, but for the chance.
 *
 * @param first after one failure
 * @param longest the bound
 * @param chance from 0 to 1
 */
record Backoff(Duration first, Duration longest, DoubleSupplier chance) {
    private static final int MOST_DOUBLINGS = 30;

    /** The pause after the given number of failures in a row, from 1. */
    Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1));
        long bound = Math.min(longest.toMillis(), doubled);
        return Duration.ofMillis(bound / 2 + (long) (bound / 2.0 * chance.getAsDouble()));
    }
}
