package io.heartbeat.logstore;

import java.util.Locale;

/** Which receiver wrote a log. */
public enum LogKind {
    /** Messages of LogHog, a line each: {@code YYYY-MM-DD HH:MM:SS.ffffff - host - body}. */
    LOGHOG,
    /** Bytes of LogHamster, as they came. */
    LOGHAMSTER;

    /** As APIs and catalogues spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
