package io.heartbeat.web.ui;

import io.heartbeat.alert.Alert;
import io.heartbeat.alert.AlertView;
import java.util.Locale;

/**
 * One active alert, in words.
 *
 * @param level {@code warning}, {@code critical} or {@code unknown}
 * @param word the level for people
 * @param host whom it is about
 * @param metric what it is about
 * @param value value of the metric and the limit, or a note
 * @param state what is being done about it, empty while people are told
 * @param since when it began, ISO 8601
 * @param clock when it began, time of day in UTC
 */
public record AlertCard(
        String level, String word, String host, String metric, String value, String state, String since, String clock) {
    static AlertCard of(AlertView view, PageWords words) {
        Alert alert = view.alert();
        String level = alert.level().label();
        String state = view.state().label();
        return new AlertCard(
                level,
                words.get("page.level-" + level),
                alert.host(),
                alert.metric(),
                value(alert, words),
                state.equals("firing") ? "" : words.get("page.state-" + state),
                Words.iso(alert.since()),
                Words.clock(alert.since()));
    }

    private static String value(Alert alert, PageWords words) {
        if (!Double.isFinite(alert.value())) {
            return Words.phrase(alert.note(), words);
        }
        String value = number(alert.value());
        return Double.isFinite(alert.limit()) ? words.of("alerts.value", value, number(alert.limit())) : value;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
