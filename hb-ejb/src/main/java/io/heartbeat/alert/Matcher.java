package io.heartbeat.alert;

import io.heartbeat.settings.Glob;
import java.util.Locale;

/**
 * One condition of a silence.
 *
 * @param field {@code host}, {@code metric}, {@code level}, or the name of a label
 * @param value pattern with {@code *} and {@code ?}
 * @param negated whether it must not fit
 */
public record Matcher(String field, String value, boolean negated) {
    /** Whether the alert fits; a label that it does not have is the empty text. */
    public boolean fits(Alert alert) {
        String text =
                switch (field) {
                    case "host" -> alert.host();
                    case "metric" -> alert.metric();
                    case "level" -> alert.level().label();
                    default -> alert.labels().getOrDefault(field, "");
                };
        String pattern = field.equals("level") ? value.toLowerCase(Locale.ROOT) : value;
        return new Glob(pattern).matches(text) != negated;
    }

    /** Whether it lets exactly one host through. */
    public boolean namesHost() {
        return field.equals("host") && !negated && new Glob(value).literal();
    }
}
