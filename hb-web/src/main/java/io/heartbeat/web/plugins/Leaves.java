package io.heartbeat.web.plugins;

import io.heartbeat.metric.Report;
import io.heartbeat.protocol.JsonWalk;
import io.heartbeat.threshold.MetricPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One report taken apart. Most reports of a plugin have the same names, so {@link Names} are shared. Immutable.
 *
 * @param at when it was received
 * @param names of its values
 * @param numbers in the order of the names; NaN for one that is a text
 * @param texts in the order of the names, null for a number; null as a whole when there is no text
 */
record Leaves(Instant at, Names names, double[] numbers, String[] texts) {
    /** What is of the message, and not measured; {@code time} is when the agent looked. */
    private static final Set<String> ENVELOPE = Set.of("ID", "name", "plugin", "time");

    private static final int MOST = 512;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_TEXT = 300;

    /**
     * Names of the values of a plugin.
     *
     * @param plugin its name
     * @param metrics keys joined by dots, in the order of the report
     * @param searched plugin and metric in lower case
     * @param spoken as alerts name them
     */
    record Names(String plugin, List<String> metrics, String[] searched, String[] spoken) {
        static Names of(String plugin, List<String> metrics) {
            return new Names(
                    plugin,
                    metrics,
                    metrics.stream()
                            .map(metric -> (plugin + '.' + metric).toLowerCase(Locale.ROOT))
                            .toArray(String[]::new),
                    metrics.stream()
                            .map(metric -> MetricPath.spoken(plugin, metric))
                            .toArray(String[]::new));
        }
    }

    /** A report that is being taken apart. */
    private static final class Taking {
        final List<String> metrics = new ArrayList<>();
        final List<Object> values = new ArrayList<>();

        void take(String path, Object value) {
            if (metrics.size() < MOST && path.length() <= LONGEST_NAME) {
                metrics.add(path);
                values.add(value);
            }
        }
    }

    /** @param known names seen before, which are shared; gets new ones while there are few */
    static Leaves of(String plugin, Report report, Map<List<String>, Names> known) {
        Taking taking = new Taking();
        JsonWalk in = new JsonWalk();
        in.over(report.json(), 0);
        if (in.open()) {
            members(in, "", taking);
        }
        double[] numbers = new double[taking.values.size()];
        String[] texts = new String[numbers.length];
        boolean any = false;
        for (int i = 0; i < numbers.length; i++) {
            Object value = taking.values.get(i);
            numbers[i] = value instanceof Double number ? number : Double.NaN;
            texts[i] = value instanceof String text ? text : null;
            any |= texts[i] != null;
        }
        Names names = known.computeIfAbsent(key(plugin, taking.metrics), key -> Names.of(plugin, taking.metrics));
        return new Leaves(report.timestamp(), names, numbers, any ? texts : null);
    }

    private static List<String> key(String plugin, List<String> metrics) {
        List<String> key = new ArrayList<>(metrics);
        key.add(plugin);
        return key;
    }

    private static void members(JsonWalk in, String path, Taking taking) {
        boolean object = in.inObject();
        while (in.next()) {
            String key = object ? in.keyText() : String.valueOf(in.index());
            if (path.isEmpty() && ENVELOPE.contains(key)) {
                in.skip();
            } else {
                value(in, path.isEmpty() ? key : path + '.' + key, taking);
            }
        }
    }

    private static void value(JsonWalk in, String path, Taking taking) {
        if (in.open()) {
            members(in, path, taking);
            return;
        }
        switch (in.kind()) {
            case 'n' -> in.skip();
            case '"', 't', 'f' -> taking.take(path, cut(in.text()));
            default -> taking.take(path, number(in.text()));
        }
    }

    /** Beyond what a double holds it is told with its digits. */
    private static Object number(String digits) {
        double value = Double.parseDouble(digits);
        return Double.isFinite(value) ? (Object) value : digits;
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT - 1) + "…" : text;
    }

    int size() {
        return numbers.length;
    }

    String text(int i) {
        return texts == null ? null : texts[i];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Leaves leaves
                && at.equals(leaves.at)
                && names.equals(leaves.names)
                && Arrays.equals(numbers, leaves.numbers);
    }

    @Override
    public int hashCode() {
        return at.hashCode();
    }

    @Override
    public String toString() {
        return names.plugin() + " at " + at;
    }
}
