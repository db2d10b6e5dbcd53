package io.heartbeat.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * INI as Python's ConfigParser wrote it, to {@link Value}s that remember their lines: sections, {@code key = value} or
 * {@code key: value}, comments of whole lines by {@code #} or {@code ;} and behind a blank by {@code ;}, values that go on in
 * indented lines, and a section DEFAULT whose keys every section has. Keys are in lower case; an empty value stays one.
 */
final class IniText {
    private static final String DEFAULT = "DEFAULT";

    private final String name;
    private final Findings findings;
    private final Map<String, Map<String, Value.Entry>> sections = new LinkedHashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private Map<String, Value.Entry> current;
    private String key;

    private IniText(String name, Findings findings) {
        this.name = name;
        this.findings = findings;
    }

    /** Never null; lines that cannot be read are problems. */
    static Value.Mapping of(String text, String name, Findings findings) {
        IniText ini = new IniText(name, findings);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            ini.line(lines.get(i), new Place(name, i + 1));
        }
        return ini.mapping();
    }

    private void line(String raw, Place place) {
        String line = raw.strip();
        if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
            return;
        }
        if (Character.isWhitespace(raw.charAt(0)) && key != null) {
            Value.Entry before = current.get(key);
            String text = ((Value.Scalar) before.value()).text() + "\n" + uncommented(line);
            current.put(key, new Value.Entry(before.place(), new Value.Scalar(before.place(), text.strip(), true)));
        } else if (line.startsWith("[")) {
            section(line, place);
        } else {
            entry(line, place);
        }
    }

    private void section(String line, Place place) {
        key = null;
        int close = line.indexOf(']');
        if (close < 2) {
            findings.problem(place, "", "must be a section such as [main]; found `" + line + "`");
            return;
        }
        String title = line.substring(1, close).strip();
        Place first = places.putIfAbsent(title, place);
        if (first != null) {
            findings.warning(
                    place, title, "stands in line " + first.line() + " already; what follows is added to that");
        }
        current = sections.computeIfAbsent(title, t -> new LinkedHashMap<>());
    }

    private void entry(String line, Place place) {
        int sign = sign(line);
        if (sign <= 0) {
            findings.problem(place, "", "must be a key with a value, such as `rotate = daily`; found `" + line + "`");
            return;
        }
        if (current == null) {
            findings.problem(place, "", "stands before the first section; write one such as [main] above it");
            return;
        }
        key = line.substring(0, sign).strip().toLowerCase(Locale.ROOT);
        String text = uncommented(line.substring(sign + 1)).strip();
        Value.Entry first = current.get(key);
        if (first != null) {
            findings.warning(place, key, "stands in line " + first.place().line() + " already; this one counts");
        }
        current.put(key, new Value.Entry(place, new Value.Scalar(place, text.equals("\"\"") ? "" : text, true)));
    }

    private static int sign(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        return equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
    }

    /** Without what a {@code ;} behind a blank begins. */
    private static String uncommented(String text) {
        for (int at = text.indexOf(';'); at >= 0; at = text.indexOf(';', at + 1)) {
            if (at == 0 || Character.isWhitespace(text.charAt(at - 1))) {
                return text.substring(0, at).stripTrailing();
            }
        }
        return text;
    }

    private Value.Mapping mapping() {
        Map<String, Value.Entry> defaults = sections.getOrDefault(DEFAULT, Map.of());
        Map<String, Value.Entry> all = new LinkedHashMap<>();
        List<String> titles = new ArrayList<>(sections.keySet());
        titles.remove(DEFAULT);
        for (String title : titles) {
            Map<String, Value.Entry> merged = new LinkedHashMap<>(defaults);
            merged.putAll(sections.get(title));
            Place place = places.get(title);
            all.put(title, new Value.Entry(place, new Value.Mapping(place, merged)));
        }
        return new Value.Mapping(new Place(name, 0), all);
    }
}
