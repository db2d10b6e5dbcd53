package io.heartbeat.pump.pipeline;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to rest after the n-th failure in a row: t = min(longest, 0.5·2ⁿ)/2 seconds, and something from t to 2t. */
final class Backoff {
    private static final double FIRST = 0.5;
    private static final int STEPS = 12;

    private final RandomGenerator random;
    private final double longest;
    private int failures;

    /** Of half an hour at most. */
    Backoff(RandomGenerator random) {
        this(random, Duration.ofMinutes(30));
    }

    Backoff(RandomGenerator random, Duration longest) {
        this.random = random;
        this.longest = longest.toMillis() / 1000.0;
    }

    /** One more failure. */
    Duration next() {
        double half = Math.min(longest, FIRST * (1L << Math.min(failures, STEPS))) / 2;
        failures++;
        return Duration.ofMillis(Math.round(1000 * (half + half * random.nextDouble())));
    }

    /** It worked. */
    void reset() {
        failures = 0;
    }
}
