package io.heartbeat.pump.pipeline;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to rest after the n-th failure in a row: t = min(1800, 0.5·2ⁿ)/2 seconds, and something from t to 2t. */
final class Backoff {
    private static final double LONGEST = 1800;
    private static final double FIRST = 0.5;
    private static final int STEPS = 12;

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** One more failure. */
    Duration next() {
        double half = Math.min(LONGEST, FIRST * (1L << Math.min(failures, STEPS))) / 2;
        failures++;
        return Duration.ofMillis(Math.round(1000 * (half + half * random.nextDouble())));
    }

    /** It worked. */
    void reset() {
        failures = 0;
    }
}
