package io.heartbeat.metric;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How coarsely the past is remembered: the width of a bucket, and for how long. Buckets begin at multiples of their width
 * since 1970 in UTC, so that neither time zones nor daylight saving move them.
 */
public enum Tier {
    /** Computed from the reports themselves, never stored. */
    MINUTE(0, 60, Duration.ofHours(1)),
    TEN_MINUTES(1, 600, Duration.ofHours(12)),
    TWENTY_MINUTES(2, 1_200, Duration.ofHours(24)),
    TWO_HOURS(3, 7_200, Duration.ofDays(7)),
    EIGHT_HOURS(4, 28_800, Duration.ofDays(30));

    /** Buckets in a row of the database. */
    static final int PAGE = 6;

    /** The tiers that are stored. */
    static final List<Tier> STORED = List.of(TEN_MINUTES, TWENTY_MINUTES, TWO_HOURS, EIGHT_HOURS);

    /** Its number in the database. */
    final int number;

    private final int seconds;
    private final Duration keep;

    Tier(int number, int seconds, Duration keep) {
        this.number = number;
        this.seconds = seconds;
        this.keep = keep;
    }

    /** Width of a bucket, seconds. */
    public int seconds() {
        return seconds;
    }

    /** How far it reaches back. */
    public Duration keep() {
        return keep;
    }

    /** The page that a moment falls in. */
    int page(long epochSecond) {
        return Math.toIntExact(Math.floorDiv(epochSecond, (long) seconds * PAGE));
    }

    /** The bucket within its page that a moment falls in. */
    int bucket(long epochSecond) {
        return Math.floorMod(Math.floorDiv(epochSecond, (long) seconds), PAGE);
    }

    /** When a bucket of a page begins, seconds since the epoch. */
    long begin(int page, int bucket) {
        return ((long) page * PAGE + bucket) * seconds;
    }

    /** The first page that is still to be kept at a moment. */
    int oldestPage(long epochSecond) {
        return page(epochSecond - keep.toSeconds());
    }

    /**
     * The tier to answer from: of those that reach back far enough the coarsest that is not coarser than asked for, else the
     * finest of them; the last one when none reaches.
     */
    static Tier of(Duration age, Duration step) {
        List<Tier> reaching = Arrays.stream(values())
                .filter(tier -> tier.keep.compareTo(age) >= 0)
                .toList();
        return reaching.stream()
                .filter(tier -> tier.seconds <= step.toSeconds())
                .reduce((finer, coarser) -> coarser)
                .or(() -> reaching.stream().findFirst())
                .orElse(EIGHT_HOURS);
    }
}
