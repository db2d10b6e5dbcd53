package io.heartbeat.web.plugins;

import io.heartbeat.threshold.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which rows somebody wants to see.
 *
 * @param words lower-case; each must be in the name of the host, or in plugin and metric
 * @param plugin of this plugin only; empty for all
 * @param level of this level only; null for all
 * @param alarming only those with an alert
 * @param sort by what
 * @param descending the other way round
 * @param offset rows to leave out
 * @param limit rows at most
 */
public record MetricQuestion(
        List<String> words,
        String plugin,
        Level level,
        boolean alarming,
        Sort sort,
        boolean descending,
        int offset,
        int limit) {
    /** Rows at most in one answer. */
    public static final int MOST = 500;

    private static final int LONGEST = 200;
    private static final int FARTHEST = 10_000_000;

    /** What the rows can be sorted by. */
    public enum Sort {
        HOST,
        PLUGIN,
        METRIC,
        VALUE,
        LEVEL,
        AGE;

        /** The word in the API. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Sort> of(String label) {
            return Arrays.stream(values())
                    .filter(sort -> sort.label().equals(label))
                    .findFirst();
        }
    }

    /**
     * Reads parameters as they come in an address; each null for its default.
     *
     * @param level a level, or {@code any} for all but ok
     * @param sort a column, {@code -} in front for descending
     * @throws IllegalArgumentException with what is wrong, for people
     */
    public static MetricQuestion of(String q, String plugin, String level, String sort, String offset, String limit) {
        String text = q == null ? "" : q;
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("q must have at most " + LONGEST + " characters");
        }
        boolean any = "any".equals(level);
        Level wanted = level == null || level.isEmpty() || any
                ? null
                : Level.of(level)
                        .orElseThrow(() ->
                                new IllegalArgumentException("level must be warning, critical, unknown, ok or any"));
        String column = sort == null || sort.isEmpty() ? Sort.HOST.label() : sort;
        boolean descending = column.startsWith("-");
        Sort by = Sort.of(descending ? column.substring(1) : column)
                .orElseThrow(() -> new IllegalArgumentException(
                        "sort must be host, plugin, metric, value, level or age, with - in front for descending"));
        return new MetricQuestion(
                Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .toList(),
                plugin == null ? "" : plugin,
                wanted,
                any,
                by,
                descending,
                number("offset", offset, 0, 0, FARTHEST),
                number("limit", limit, 100, 1, MOST));
    }

    private static int number(String key, String text, int otherwise, int least, int most) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        if (text.matches("\\d{1,8}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(key + " must be a whole number from " + least + " to " + most);
    }
}
