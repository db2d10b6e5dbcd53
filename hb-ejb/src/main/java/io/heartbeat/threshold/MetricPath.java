package io.heartbeat.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the path of a metric reads: its keys joined by dots, without the keys that only hold a map of things. */
final class MetricPath {
    private static final Map<String, String> HOLDERS = Map.of("disk_monitor", "partitions", "nagios_runner", "commands");

    private MetricPath() {}

    /** {@code [disk_monitor, partitions, /, percent]} becomes {@code disk_monitor./.percent}. */
    static String spoken(List<String> path) {
        List<String> told = new ArrayList<>(path);
        if (path.size() > 2 && path.get(1).equals(HOLDERS.get(path.get(0)))) {
            told.remove(1);
        }
        return String.join(".", told);
    }
}
