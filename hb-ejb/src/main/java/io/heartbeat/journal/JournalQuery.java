package io.heartbeat.journal;

import java.time.Instant;
import java.util.Locale;

/**
 * What somebody looks for in the message journal.
 *
 * @param from the first moment
 * @param to the moment after the last one
 * @param host part of the host's name, whatever its case; empty for every host
 * @param type {@code HTB}, {@code PLG}, {@code RES} or {@code EVT}; empty for all
 * @param text what stands somewhere in the message, whatever its case; empty for anything
 * @param limit how many lines at most, the newest
 */
public record JournalQuery(Instant from, Instant to, String host, String type, String text, int limit) {
    /** Lines that one answer holds at most. */
    public static final int MOST_LINES = 1_000;

    /** Makes what is compared without case lower case. */
    public JournalQuery {
        host = host.toLowerCase(Locale.ROOT);
        text = text.toLowerCase(Locale.ROOT);
    }

    boolean wants(JournalLine line) {
        return !line.at().isBefore(from)
                && line.at().isBefore(to)
                && (type.isEmpty() || line.type().equals(type))
                && line.host().toLowerCase(Locale.ROOT).contains(host)
                && line.message().toLowerCase(Locale.ROOT).contains(text);
    }
}
