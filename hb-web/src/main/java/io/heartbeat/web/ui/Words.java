package io.heartbeat.web.ui;

import io.heartbeat.phrase.Phrase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers and times as people read them; {@code resources/page/format.js} says the same. */
final class Words {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    /** How long ago: {@code 12 s ago}; {@code never} for null. */
    static String ago(Instant then, Instant now, PageWords words) {
        if (then == null) {
            return words.get("page.never");
        }
        long seconds = Math.max(0, Duration.between(then, now).toSeconds());
        return seconds < 1 ? words.get("page.now") : words.of("page.ago", length(seconds, words));
    }

    /** A length of time in one unit: {@code 90 s}, {@code 5 min}, {@code 3 h}, {@code 2 d}. */
    static String length(double seconds, PageWords words) {
        if (seconds < 120) {
            return (seconds == Math.rint(seconds)
                            ? Long.toString((long) seconds)
                            : String.format(Locale.ROOT, "%.1f", seconds))
                    + " s";
        }
        if (seconds < 7_200) {
            return (long) (seconds / 60) + " min";
        }
        return seconds < 172_800 ? (long) (seconds / 3_600) + " h" : words.of("page.days", (long) (seconds / 86_400));
    }

    /** A reason or note in the visitor's language where it is the server's own, else as it is; empty for null. */
    static String phrase(String text, PageWords words) {
        Phrase.Said said = Phrase.read(text);
        if (said == null) {
            return text == null ? "" : text;
        }
        return words.of("page.phrase-" + said.phrase().label(), said.details().toArray());
    }

    /** Milliseconds: {@code 1.3 ms}; a dash when unknown. */
    static String millis(double millis) {
        if (!Double.isFinite(millis)) {
            return "–";
        }
        return String.format(Locale.ROOT, millis < 100 ? "%.1f ms" : "%.0f ms", millis);
    }

    /** A time of day in UTC. */
    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /** The whole of a time, to the second; empty for null. */
    static String iso(Instant at) {
        return at == null ? "" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
