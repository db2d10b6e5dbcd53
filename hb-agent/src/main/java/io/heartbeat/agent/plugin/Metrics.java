package io.heartbeat.agent.plugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies what a plugin said, on the plugin's own thread, so that nothing of it can change, block or throw later. Bounded:
 * what does not fit a datagram by far is refused before it costs memory.
 */
final class Metrics {
    /** Values in one report. */
    static final int MAX_VALUES = 20_000;
    /** Characters in one report. */
    static final int MAX_CHARACTERS = 1 << 20;
    /** Levels of maps and lists. */
    static final int MAX_DEPTH = 30;

    private int values;
    private int characters;

    private Metrics() {}

    /** @throws IllegalArgumentException with what is wrong, for the report's {@code error} */
    static Map<String, Object> copy(Map<?, ?> metrics) {
        if (metrics == null) {
            throw new IllegalArgumentException("no metrics");
        }
        return new Metrics().map(metrics, 1);
    }

    private Map<String, Object> map(Map<?, ?> map, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            copy.put(text(entry.getKey()), value(entry.getValue(), depth));
        }
        return copy;
    }

    private List<Object> list(Iterable<?> items, int depth) {
        List<Object> copy = new ArrayList<>();
        for (Object item : items) {
            copy.add(value(item, depth));
        }
        return copy;
    }

    private Object value(Object value, int depth) {
        if (++values > MAX_VALUES || depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "too much to report: at most " + MAX_VALUES + " values in " + MAX_DEPTH + " levels");
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth + 1);
        }
        // A path is a row of names, and each of these a path again.
        if (value instanceof Iterable<?> items && !(value instanceof java.nio.file.Path)) {
            return list(items, depth + 1);
        }
        return value == null || value instanceof Boolean || own(value) ? value : text(value);
    }

    /** Numbers of Java itself; a subclass could be anything. */
    private static boolean own(Object value) {
        return value instanceof Number && value.getClass().getName().startsWith("java.");
    }

    private String text(Object value) {
        String text = String.valueOf(value);
        characters += text.length();
        if (characters > MAX_CHARACTERS) {
            throw new IllegalArgumentException("too much to report: more than " + MAX_CHARACTERS + " characters");
        }
        return text;
    }
}
