package io.heartbeat.alert;

import java.util.Locale;

/** Where an alert comes from. */
public enum Origin {
    /** A metric beyond its threshold. */
    THRESHOLD,
    /** A host that is down. */
    HOST,
    /** Another program, over {@code /api/v2/alerts}. */
    EXTERNAL;

    /** The word in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
