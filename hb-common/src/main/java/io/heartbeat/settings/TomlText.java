package io.heartbeat.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * TOML 1.0 to {@link Value}s that remember their lines, so that a file of another program is asked like one of ours. The
 * parser is recursive: brackets nested deeper than {@value #MAX_DEPTH} are refused before it sees them.
 */
final class TomlText {
    private static final int MAX_DEPTH = 64;

    private final String name;

    private TomlText(String name) {
        this.name = name;
    }

    /** Null when the text was found broken; every fault of its syntax is a problem with its line. */
    static Value ofFile(String text, String name, Findings findings) {
        int deep = tooDeep(text);
        if (deep > 0) {
            findings.problem(new Place(name, deep), "", "nested deeper than " + MAX_DEPTH + " levels");
            return null;
        }
        TomlParseResult result = Toml.parse(text);
        for (TomlParseError error : result.errors()) {
            findings.problem(new Place(name, error.position().line()), "", "not TOML: " + error.getMessage());
        }
        return result.hasErrors() ? null : new TomlText(name).table(result, new Place(name, 1));
    }

    /** The line in which brackets nest too deep, 0 for none; brackets inside of texts count too, which no one misses. */
    private static int tooDeep(String text) {
        int depth = 0;
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line += c == '\n' ? 1 : 0;
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            depth = Math.max(0, depth);
            if (depth > MAX_DEPTH) {
                return line;
            }
        }
        return 0;
    }

    private Value.Mapping table(TomlTable table, Place place) {
        Map<String, Value.Entry> entries = new LinkedHashMap<>();
        for (String key : table.keySet()) {
            List<String> path = List.of(key);
            Place at = place(table.inputPositionOf(path), place);
            entries.put(key, new Value.Entry(at, value(table.get(path), at)));
        }
        return new Value.Mapping(place, entries);
    }

    private Value array(TomlArray array, Place place) {
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            items.add(value(array.get(i), place(array.inputPositionOf(i), place)));
        }
        return new Value.Sequence(place, List.copyOf(items));
    }

    private Value value(Object value, Place place) {
        if (value instanceof TomlTable table) {
            return table(table, place);
        }
        return value instanceof TomlArray array
                ? array(array, place)
                : new Value.Scalar(place, String.valueOf(value), value instanceof String);
    }

    private Place place(TomlPosition position, Place otherwise) {
        return position == null ? otherwise : new Place(name, position.line());
    }
}
