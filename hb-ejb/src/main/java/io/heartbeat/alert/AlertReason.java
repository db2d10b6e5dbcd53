package io.heartbeat.alert;

import java.util.Locale;

/** Why there is an event. */
public enum AlertReason {
    /** An alert began, or began again before its end was told. */
    FIRED,
    /** Its level changed, and is not OK. */
    CHANGED,
    /** It is over. */
    RESOLVED,
    /** It lasts. */
    REMINDED,
    /** What was kept back by a suppression is told now. */
    TOLD,
    /** Somebody takes care. */
    ACKNOWLEDGED,
    /** Nobody takes care any more. */
    UNACKNOWLEDGED,
    /** Its level began to change too often. */
    FLAPPING,
    /** Its level is calm again. */
    STEADY;

    /** The word in the API and in the journal. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
