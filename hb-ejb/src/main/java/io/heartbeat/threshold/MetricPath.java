package io.heartbeat.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How the path of a metric reads: its keys joined by dots, without the keys that only hold a map of things. */
public final class MetricPath {
    private static final Map<String, String> HOLDERS = Map.of(
            "disk_monitor", "partitions",
            "network_monitor", "interfaces",
            "nagios_runner", "commands",
            "ping_monitor", "hosts");

    private static final int LONGEST = 1_000;
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    private MetricPath() {}

    /**
     * The path that alerts have: {@code disk_monitor} and {@code partitions./.percent} become {@code disk_monitor./.percent}.
     *
     * @param keys below the plugin, joined by dots
     */
    public static String spoken(String plugin, String keys) {
        String holder = HOLDERS.get(plugin) + ".";
        boolean held = keys.startsWith(holder);
        return clean(plugin + "." + (held ? keys.substring(holder.length()) : keys));
    }

    /** {@code [disk_monitor, partitions, /, percent]} becomes {@code disk_monitor./.percent}. */
    static String spoken(List<String> path) {
        List<String> told = new ArrayList<>(path);
        if (path.size() > 2 && path.get(1).equals(HOLDERS.get(path.get(0)))) {
            told.remove(1);
        }
        return clean(String.join(".", told));
    }

    /** A key is what an agent sent: without control characters, and of a length that every table takes. */
    private static String clean(String path) {
        String text = path.length() > LONGEST ? path.substring(0, LONGEST) : path;
        return CONTROLS.matcher(text).replaceAll("\uFFFD");
    }
}
