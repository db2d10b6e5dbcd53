package io.heartbeat.threshold;

import io.heartbeat.settings.Section;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The limits of one metric, at least one of the two.
 *
 * @param warning limit of the first level
 * @param critical limit of the second level
 * @param operator how the metric is compared with them
 * @param hysteresis part of the limit, 0 to 1, by which the metric must come back before the level is left
 */
public record Threshold(OptionalDouble warning, OptionalDouble critical, Operator operator, double hysteresis) {
    private static final double HYSTERESIS = 0.1;
    private static final Set<String> KEYS = Set.of("warning", "critical", "operator", "hysteresis");

    /**
     * The level after a value: a limit that is reached counts at once; a level is left only when the value has come back by
     * the hysteresis, and then the value is looked at afresh, as if nothing had been.
     *
     * @param before the level so far; after UNKNOWN there is nothing to come back from
     * @param value a finite number
     */
    public Level next(Level before, double value) {
        Level fresh = look(value);
        if (fresh == Level.CRITICAL || fresh == before) {
            return fresh;
        }
        OptionalDouble held = limit(before);
        boolean stays = held.isPresent() && operator.kept(value, held.getAsDouble(), hysteresis);
        return stays && fresh.compareTo(before) < 0 ? before : fresh;
    }

    private Level look(double value) {
        if (critical.isPresent() && operator.reached(value, critical.getAsDouble())) {
            return Level.CRITICAL;
        }
        return warning.isPresent() && operator.reached(value, warning.getAsDouble()) ? Level.WARNING : Level.OK;
    }

    /** The limit that a level stands for; none for OK and UNKNOWN. */
    public OptionalDouble limit(Level level) {
        return switch (level) {
            case WARNING -> warning;
            case CRITICAL -> critical;
            case OK, UNKNOWN -> OptionalDouble.empty();
        };
    }

    /**
     * Whether a map is the limits of a metric, not a map of metrics.
     *
     * @param metric whether it stands where a metric does, so that a slip in its keys is still one in a threshold
     */
    static boolean describes(Section section, boolean metric) {
        boolean limits = section.keys().stream().anyMatch(key -> KEYS.contains(key) && !section.isSection(key));
        return limits
                || (metric
                        && !section.keys().isEmpty()
                        && section.keys().stream().noneMatch(section::isSection));
    }

    /** Reads warning, critical, operator and hysteresis. */
    static Threshold from(Section section) {
        Threshold threshold = new Threshold(
                limit(section, "warning"),
                limit(section, "critical"),
                operator(section),
                section.number("hysteresis", HYSTERESIS, 0, 1));
        if (!section.has("warning") && !section.has("critical")) {
            section.problem("", "needs warning, critical or both");
        } else if (threshold.warning.isPresent() && threshold.critical.isPresent()) {
            threshold
                    .operator
                    .contradiction(threshold.warning.getAsDouble(), threshold.critical.getAsDouble())
                    .ifPresent(reason -> section.problem("critical", reason));
        }
        return threshold;
    }

    private static OptionalDouble limit(Section section, String key) {
        double limit = section.number(key, Double.NaN, -Double.MAX_VALUE, Double.MAX_VALUE);
        return Double.isNaN(limit) ? OptionalDouble.empty() : OptionalDouble.of(limit);
    }

    private static Operator operator(Section section) {
        String text = section.text("operator", Operator.ABOVE.symbol());
        return Operator.of(text).orElseGet(() -> {
            section.problem(
                    "operator",
                    text.isBlank()
                            ? "YAML reads a bare > as the start of a text; put it in quotes: \">\""
                            : "must be one of >, >=, <, <=, ==, !=, in quotes; found `" + text + "`");
            return Operator.ABOVE;
        });
    }
}
