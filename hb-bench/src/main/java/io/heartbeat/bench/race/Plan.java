package io.heartbeat.bench.race;

import java.time.Duration;

/**
 * How long and how often to measure.
 *
 * @param rounds rounds of the comparison
 * @param trialSeconds length of one trial
 * @param firstSteps trials of a search in the first round, at most
 * @param laterSteps in the others, which begin where the one before ended
 * @param warmSeconds load before anything counts
 * @param limit no new trial begins after so long
 */
public record Plan(
        int rounds, double trialSeconds, int firstSteps, int laterSteps, double warmSeconds, Duration limit) {
    /** For numbers that are written down. */
    public static Plan full() {
        return new Plan(3, 2, 7, 4, 16, Duration.ofMinutes(11));
    }

    /** To see that it works, and about where it stands. */
    public static Plan quick() {
        return new Plan(3, 1, 4, 2, 2, Duration.ofSeconds(120));
    }
}
