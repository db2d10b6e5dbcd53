package io.heartbeat.logstore.search;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How bad a line is, the worst first, as syslog (RFC 5424) counts. */
public enum Severity {
    EMERGENCY,
    ALERT,
    CRITICAL,
    ERROR,
    WARNING,
    NOTICE,
    INFO,
    DEBUG;

    private static final int LOOKED_AT = 80;
    private static final int LONGEST = 9;
    private static final Map<String, Severity> WORDS = Map.ofEntries(
            Map.entry("EMERG", EMERGENCY),
            Map.entry("EMERGENCY", EMERGENCY),
            Map.entry("PANIC", EMERGENCY),
            Map.entry("ALERT", ALERT),
            Map.entry("CRIT", CRITICAL),
            Map.entry("CRITICAL", CRITICAL),
            Map.entry("FATAL", CRITICAL),
            Map.entry("SEVERE", ERROR),
            Map.entry("ERR", ERROR),
            Map.entry("ERROR", ERROR),
            Map.entry("WARN", WARNING),
            Map.entry("WARNING", WARNING),
            Map.entry("NOTICE", NOTICE),
            Map.entry("INFO", INFO),
            Map.entry("CONFIG", DEBUG),
            Map.entry("FINE", DEBUG),
            Map.entry("DEBUG", DEBUG),
            Map.entry("TRACE", DEBUG));

    /** As APIs spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its label or any word that lines use for it. */
    public static Optional<Severity> named(String word) {
        return Optional.ofNullable(WORDS.get(word.toUpperCase(Locale.ROOT)));
    }

    /** The first word in capitals that names one, near the beginning of a line; null when there is none. */
    static Severity of(byte[] line, int from, int to) {
        int end = Math.min(to, from + LOOKED_AT);
        for (int at = from; at < end; at++) {
            int start = at;
            while (at < end && line[at] >= 'A' && line[at] <= 'Z') {
                at++;
            }
            if (at - start >= 3 && at - start <= LONGEST) {
                Severity found = WORDS.get(new String(line, start, at - start, StandardCharsets.US_ASCII));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
