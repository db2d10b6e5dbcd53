package io.heartbeat.status;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much an incident hurts. */
public enum Impact {
    /** Nothing is broken: a word to the public. */
    NONE,
    /** Some notice it. */
    MINOR,
    /** A part does not work. */
    MAJOR,
    /** Nothing works. */
    CRITICAL,
    /** Planned work. */
    MAINTENANCE;

    /** The word in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its word. */
    public static Optional<Impact> of(String label) {
        return Arrays.stream(values())
                .filter(impact -> impact.label().equals(label))
                .findFirst();
    }
}
