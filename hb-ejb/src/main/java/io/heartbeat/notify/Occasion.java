package io.heartbeat.notify;

import java.util.Locale;

/** Why somebody is told something. */
public enum Occasion {
    /** An alert began, or what was kept back is told now. */
    FIRED,
    /** Its level changed. */
    CHANGED,
    /** It is over. */
    RESOLVED,
    /** It lasts. */
    REMINDED,
    /** It changes too often, and is told again when it is steady. */
    FLAPPING,
    /** Nobody acknowledged it in time. */
    ESCALATED,
    /** There was so much of it that the rest was only counted. */
    LEFT_OUT,
    /** Somebody tries a channel. */
    TEST;

    /** The word in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
