package io.heartbeat.alert;

import io.heartbeat.phrase.Phrase;
import io.heartbeat.threshold.Level;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people read, one line each. Pure. */
final class AlertTexts {
    private static final double EXACT = 1e15;
    private static final Pattern ASIDE = Pattern.compile(" \\((?:\\w+ -> OK, )?([^()]*)\\)$");

    private AlertTexts() {}

    /** {@code WARNING: web - cpu_monitor.cpu_percent = 85.0}. */
    static String level(Alert alert) {
        return alert.level() + ": " + subject(alert) + aside(alert.note());
    }

    /** {@code RECOVERED: db - disk_monitor./.percent = 75.0 (WARNING -> OK)}. */
    static String recovered(Alert alert, Level from) {
        String why = alert.note() == null || alert.origin() == Origin.HOST ? "" : ", " + alert.note();
        return "RECOVERED: " + subject(alert) + " (" + from + " -> OK" + why + ")";
    }

    /** {@code REMINDER (CRITICAL): mail - cpu_monitor.load_1min = 12.5 (ongoing for 3600s)}. */
    static String reminder(Alert alert, Instant now) {
        long seconds = Math.max(0, Duration.between(alert.since(), now).toSeconds());
        return "REMINDER (" + alert.level() + "): " + subject(alert) + aside(Phrase.ONGOING.of(seconds + "s"));
    }

    /** {@code FLAPPING: web - cpu_monitor.cpu_percent = 95.0 (changes too often, is told again when it is steady)}. */
    static String flapping(Alert alert) {
        return "FLAPPING: " + subject(alert) + aside(Phrase.CALMS.of());
    }

    /** {@code STEADY: web - cpu_monitor.cpu_percent = 95.0 (CRITICAL)}. */
    static String steady(Alert alert) {
        return "STEADY: " + subject(alert) + " (" + alert.level() + ")";
    }

    /** {@code ACKNOWLEDGED by ann: web - cpu_monitor.cpu_percent = 95.0 (on it)}. */
    static String acknowledged(Alert alert, String word, String by, String why) {
        return word + " by " + by + ": " + subject(alert) + aside(why == null || why.isEmpty() ? null : why);
    }

    private static String subject(Alert alert) {
        return alert.host() + " - " + alert.reading();
    }

    static String value(Alert alert) {
        return switch (alert.origin()) {
            case HOST -> alert.active() ? "down" : "up";
            case EXTERNAL -> summary(alert);
            case THRESHOLD -> number(alert.value());
        };
    }

    private static String summary(Alert alert) {
        String said = alert.external().annotations().getOrDefault("summary", alert.active() ? "firing" : "resolved");
        String line = said.replaceAll("[\\p{Cntrl}]+", " ").strip();
        return line.length() > 500 ? line.substring(0, 500) + "…" : line;
    }

    /** The sentence of the server's own at the end of a line, in brackets; null when there is none. */
    static Phrase.Said said(String line) {
        Matcher aside = ASIDE.matcher(line);
        return aside.find() ? Phrase.read(aside.group(1)) : null;
    }

    private static String aside(String note) {
        return note == null ? "" : " (" + note + ")";
    }

    /** With a fraction always: {@code 85.0}; never with an exponent. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return (long) value + ".0";
        }
        return new BigDecimal(Double.toString(value)).toPlainString();
    }
}
