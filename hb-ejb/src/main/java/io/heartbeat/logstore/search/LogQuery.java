package io.heartbeat.logstore.search;

import com.google.re2j.Pattern;
import io.heartbeat.logstore.LogSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/**
 * What somebody looks for; empty texts and nulls ask for nothing.
 *
 * @param from first moment, included
 * @param to last moment, not included
 * @param severity at least as severe as this one; null for any, and for lines that tell none
 * @param text is in the line, whatever its case (of ASCII letters)
 * @param pattern matches somewhere in the line
 * @param limit lines at most
 * @param oldestFirst whether the oldest lines of the time are wanted instead of the newest
 */
public record LogQuery(
        Instant from,
        Instant to,
        String host,
        String application,
        String facility,
        Severity severity,
        String text,
        Pattern pattern,
        int limit,
        boolean oldestFirst) {
    /** Lines that one answer holds at most. */
    public static final int MOST_LINES = 5_000;

    /** Everything, the newest lines. */
    public static LogQuery all(int limit) {
        return new LogQuery(
                Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"), "", "", "", null, "", null, limit, false);
    }

    /** Whether a file can hold what is looked for. */
    boolean wants(LogSource source) {
        return (host.isEmpty() || source.mixesHosts() || source.host().equals(host))
                && (application.isEmpty() || source.application().equals(application))
                && (facility.isEmpty() || below(source.facility()));
    }

    /** A facility's own, and those of the modules below it. */
    private boolean below(String other) {
        return other.equals(facility) || other.startsWith(facility + ".");
    }

    byte[] needle() {
        return text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    long fromMicros() {
        return micros(from);
    }

    long toMicros() {
        return micros(to);
    }

    private static long micros(Instant moment) {
        return moment.getEpochSecond() * 1_000_000 + moment.getNano() / 1_000;
    }
}
