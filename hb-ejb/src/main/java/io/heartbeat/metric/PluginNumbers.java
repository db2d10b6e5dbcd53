package io.heartbeat.metric;

import io.heartbeat.protocol.JsonWalk;
import io.heartbeat.telemetry.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The numbers of one report as instruments, named by the rules of Prometheus: {@code hbd_plugin_}, plugin, keys; in base units,
 * with the unit at the end ({@code disk_monitor.partitions./.free_gb} is
 * {@code hbd_plugin_disk_monitor_partitions_free_bytes{host,key="/"}}). What a map or an array holds many of is told apart by
 * the label {@code key}.
 */
final class PluginNumbers {
    /** What is of the message, and not measured; {@code time} is when the agent looked. */
    private static final Set<String> ENVELOPE = Set.of("ID", "name", "plugin", "time");

    /** Maps whose keys are names of things, not of metrics. */
    private static final Set<String> HOLDERS = Set.of(
            "partitions",
            "interfaces",
            "hosts",
            "commands",
            "filesystems",
            "disks",
            "io",
            "per_core",
            "perfdata",
            "metrics");

    private final String host;
    private final JsonWalk walk = new JsonWalk();
    private final List<Instrument> target;
    private final int most;

    private PluginNumbers(String host, List<Instrument> target, int most) {
        this.host = host;
        this.target = target;
        this.most = most;
    }

    /** Adds the numbers of a valid report while the target has fewer than {@code most}. */
    static void add(String host, String plugin, byte[] json, List<Instrument> target, int most) {
        PluginNumbers numbers = new PluginNumbers(host, target, most);
        numbers.walk.over(json, 0);
        numbers.into(plugin, "", false, true);
    }

    private void into(String name, String key, boolean holds, boolean top) {
        walk.open();
        while (walk.next()) {
            String own = walk.inObject()
                    ? new String(walk.key(), walk.keyStart(), walk.keyEnd() - walk.keyStart(), StandardCharsets.UTF_8)
                    : Integer.toString(walk.index());
            boolean thing = holds || !walk.inObject();
            String nextName = thing ? name : name + "_" + own;
            String nextKey = !thing ? key : key.isEmpty() ? own : key + "/" + own;
            if (top && ENVELOPE.contains(own)) {
                walk.skip();
            } else if (walk.atContainer()) {
                into(nextName, nextKey, !thing && HOLDERS.contains(own), false);
            } else {
                number(nextName, nextKey, walk.number());
            }
        }
    }

    private void number(String name, String key, double value) {
        if (Double.isNaN(value) || target.size() >= most) {
            return;
        }
        Unit unit = Unit.of(name);
        String told = "hbd_plugin_" + unit.name().replaceAll("[^a-zA-Z0-9_]", "_");
        Map<String, String> labels = new TreeMap<>(Map.of("host", host));
        if (!key.isEmpty()) {
            labels.put("key", key);
        }
        double base = value * unit.factor();
        target.add(new Instrument(
                told, "Newest value that the plugin reported.", Instrument.Kind.GAUGE, labels, () -> base));
    }

    /** A name in base units, and what a value has to be multiplied by for it. */
    private record Unit(String name, double factor) {
        private static final List<Unit> KNOWN = List.of(
                new Unit("_percent", 0.01),
                new Unit("_gb", 1L << 30),
                new Unit("_mb", 1L << 20),
                new Unit("_kb", 1L << 10),
                new Unit("_ms", 0.001),
                new Unit("_mhz", 1e6));
        private static final Map<String, String> BASE = Map.of(
                "_percent",
                "_ratio",
                "_gb",
                "_bytes",
                "_mb",
                "_bytes",
                "_kb",
                "_bytes",
                "_ms",
                "_seconds",
                "_mhz",
                "_hertz");

        static Unit of(String name) {
            for (Unit unit : KNOWN) {
                if (name.endsWith(unit.name)) {
                    String stem = name.substring(0, name.length() - unit.name.length());
                    return new Unit(stem + BASE.get(unit.name), unit.factor);
                }
            }
            // Counters of the agent's machine may begin anew: they are told as gauges, and the ending is for counters.
            return new Unit(name.endsWith("_total") ? name.substring(0, name.length() - 6) : name, 1);
        }
    }
}
