package io.heartbeat.threshold;

import io.heartbeat.settings.Glob;
import io.heartbeat.settings.Section;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Thresholds by the path of their metric: plugin, then the keys down to the value, such as {@code [disk_monitor, partitions,
 * /, percent]} or {@code [rtt, web]}. Immutable; in the order of the configuration.
 */
public record Profile(Map<List<String>, Threshold> thresholds) {
    /** Without any threshold. */
    public static final Profile EMPTY = new Profile(Map.of());

    private static final String ANY = "*";

    /** Copies the map. */
    public Profile {
        thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
    }

    /**
     * The threshold of a metric; {@code *} stands for every key that is not named beside it.
     *
     * @param metric plugin and keys, joined by dots: {@code disk_monitor.partitions./.percent}
     */
    public Optional<Threshold> at(String metric) {
        return thresholds.entrySet().stream()
                .filter(entry -> new Glob(String.join(".", entry.getKey())).matches(metric))
                .max(Comparator.comparingLong(entry ->
                        entry.getKey().stream().filter(key -> !key.equals(ANY)).count()))
                .map(Map.Entry::getValue);
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
