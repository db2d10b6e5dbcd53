package io.heartbeat.agent.plugin.nagios;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Performance data of one check: {@code 'label'=value[UOM];[warn];[crit];[min];[max]}, blanks between. What is malformed is
 * skipped and counted, the rest is read on: checks of all ages and makers are about.
 */
final class PerfData {
    private static final int MAX_LABELS = 128;
    /** A label, quoted or bare, with its value; or a word that is neither. All repetitions bounded, none backtracks. */
    private static final Pattern ENTRY = Pattern.compile(
            "\\G\\s*+(?:(?:'((?:[^']{0,128}+'')" + "{0,16}+[^']{0,128}+)'|([^\\s=']{1,128}+))=(\\S*+)|(\\S++))");

    private static final Pattern VALUE =
            Pattern.compile("(" + Decimal.FORM + ")(?![eE][-+]?[0-9])([^-+0-9.,;\\s'\"][^;\\s'\"]{0,15})?");

    private final Map<String, Map<String, Object>> labels = new LinkedHashMap<>();
    private int skipped;

    private PerfData() {}

    static PerfData parse(String text) {
        PerfData data = new PerfData();
        Matcher entry = ENTRY.matcher(text);
        while (entry.find()) {
            if (entry.group(3) == null) {
                data.skipped++;
            } else {
                String quoted = entry.group(1);
                String label = quoted == null ? entry.group(2) : quoted.replace("''", "'");
                data.add(label.strip(), entry.group(3).split(";", -1));
            }
        }
        return data;
    }

    /** {@code U} stands for a value that could not be found out: such a label is left out, and is no fault. */
    private void add(String label, String[] parts) {
        Matcher value = VALUE.matcher(parts[0]);
        if (parts[0].equals("U")) {
            return;
        }
        if (label.isEmpty() || labels.size() >= MAX_LABELS || !value.matches()) {
            skipped++;
            return;
        }
        double number = Decimal.parse(value.group(1));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("value", Decimal.plain(number));
        entry.put("uom", value.group(2) == null ? "" : value.group(2));
        Optional<Range> warn = range(entry, "warn", parts, 1);
        Optional<Range> crit = range(entry, "crit", parts, 2);
        if (warn.isPresent() || crit.isPresent()) {
            boolean critical = crit.isPresent() && crit.get().alerts(number);
            boolean warning = warn.isPresent() && warn.get().alerts(number);
            entry.put("level", critical ? 2 : warning ? 1 : 0);
        }
        bound(entry, "min", parts, 3);
        bound(entry, "max", parts, 4);
        labels.put(label, entry);
    }

    private Optional<Range> range(Map<String, Object> entry, String key, String[] parts, int index) {
        if (index >= parts.length || parts[index].isEmpty()) {
            return Optional.empty();
        }
        Optional<Range> range = Range.parse(parts[index]);
        range.ifPresentOrElse(known -> entry.put(key, parts[index]), () -> skipped++);
        return range;
    }

    private void bound(Map<String, Object> entry, String key, String[] parts, int index) {
        if (index < parts.length && !parts[index].isEmpty()) {
            if (Decimal.matches(parts[index])) {
                entry.put(key, Decimal.plain(Decimal.parse(parts[index])));
            } else {
                skipped++;
            }
        }
    }

    /**
     * By label: value, uom, and where they are given warn and crit (text, as written), level (by these two: 0 to 2), min and
     * max.
     */
    Map<String, Map<String, Object>> labels() {
        return labels;
    }

    /** How many pieces could not be read. */
    int skipped() {
        return skipped;
    }
}
