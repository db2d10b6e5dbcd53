package io.heartbeat.status;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far people are with an incident. */
public enum Stage {
    /** Something is wrong; nobody knows what. */
    INVESTIGATING,
    /** It is known what. */
    IDENTIFIED,
    /** It is mended, and looked after. */
    MONITORING,
    /** It is over. */
    RESOLVED;

    /** The word in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its word. */
    public static Optional<Stage> of(String label) {
        return Arrays.stream(values())
                .filter(stage -> stage.label().equals(label))
                .findFirst();
    }
}
