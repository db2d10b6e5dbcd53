package io.heartbeat.threshold;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a metric is, by its limits; in the order of urgency. */
public enum Level {
    /** Within its limits. */
    OK,
    /** Beyond its first limit. */
    WARNING,
    /** Not to be judged: a check that could not look, a metric that does not come any more. */
    UNKNOWN,
    /** Beyond its second limit. */
    CRITICAL;

    /** The word in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its word, in any case. */
    public static Optional<Level> of(String label) {
        return Arrays.stream(values())
                .filter(level -> level.name().equalsIgnoreCase(label))
                .findFirst();
    }
}
