package io.heartbeat.notify;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after so many failures: doubling up to a bound, half of it by chance. Never less than the first: services
 * ask for that (Pushover: five seconds). Pure, but for the chance.
 *
 * @param first after one failure
 * @param longest the bound
 * @param chance from 0 to 1
 */
record Backoff(Duration first, Duration longest, DoubleSupplier chance) {
    private static final int MOST_DOUBLINGS = 20;

    /** The pause after the given number of failures, from 1. */
    Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1));
        long bound = Math.min(longest.toMillis(), doubled);
        return Duration.ofMillis(bound + (long) (bound / 2.0 * chance.getAsDouble()));
    }
}
