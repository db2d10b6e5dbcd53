package io.heartbeat.threshold;

import io.heartbeat.settings.Section;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Thresholds by the path of their metric: plugin, then the keys down to the value, such as {@code [disk_monitor, partitions,
 * /, percent]} or {@code [rtt, web]}. Immutable; in the order of the configuration.
 */
public record Profile(Map<List<String>, Threshold> thresholds) {
    /** Without any threshold. */
    public static final Profile EMPTY = new Profile(Map.of());

    /** Copies the map. */
    public Profile {
        thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
    }

    /** This one with another on top: a metric that the upper one does not mention is inherited. */
    public Profile under(Profile upper) {
        Map<List<String>, Threshold> both = new LinkedHashMap<>(thresholds);
        both.putAll(upper.thresholds);
        return new Profile(both);
    }

    /** Reads a map of plugins. */
    static Profile from(Section section) {
        Map<List<String>, Threshold> thresholds = new LinkedHashMap<>();
        collect(section, List.of(), thresholds);
        return new Profile(thresholds);
    }

    private static void collect(Section section, List<String> path, Map<List<String>, Threshold> thresholds) {
        section.sections().forEach((name, inner) -> {
            List<String> below = new ArrayList<>(path);
            below.add(name);
            if (Threshold.describes(inner, !path.isEmpty())) {
                thresholds.put(List.copyOf(below), Threshold.from(inner));
            } else if (inner.keys().isEmpty()) {
                inner.problem("", "needs warning, critical or both, such as {warning: 80, critical: 90}");
            } else {
                collect(inner, below, thresholds);
            }
        });
    }
}
