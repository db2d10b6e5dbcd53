package io.heartbeat.threshold;

import io.heartbeat.settings.Glob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The layered thresholds of some hosts, ready to be walked along with a report. Immutable. */
final class Plan {
    /** First key of round-trip times; no plugin can have it. */
    static final String RTT = "rtt";

    private static final Profile CHECKS = new Profile(Map.of(
            List.of("nagios_runner", "commands", "*", "exit_code"), Rule.CHECK,
            List.of("nagios_runner", "*", "exit_code"), Rule.CHECK));

    private final Map<String, Branch> plugins = new LinkedHashMap<>();
    private final Branch rtt;
    private final List<Glob> watched = new ArrayList<>();

    Plan(Profile configured) {
        Branch root = new Branch();
        CHECKS.under(configured).thresholds().forEach((path, threshold) -> {
            root.put(path, threshold);
            watched.add(new Glob(MetricPath.spoken(path)));
        });
        root.settle();
        plugins.putAll(root.named());
        rtt = plugins.remove(RTT);
    }

    /** The branches by plugin. */
    Map<String, Branch> plugins() {
        return plugins;
    }

    /** The limits of a host's round-trip time, null when it has none. */
    Threshold rtt(String host) {
        if (rtt == null) {
            return null;
        }
        Branch own = rtt.at(host);
        return own == null || own.threshold() == null ? rtt.threshold() : own.threshold();
    }

    /** The limits of a metric by its keys, null when it has none. */
    Threshold find(List<String> path) {
        Branch branch = plugins.get(path.get(0));
        for (int i = 1; i < path.size() && branch != null; i++) {
            branch = branch.at(path.get(i));
        }
        return branch == null ? null : branch.threshold();
    }

    /** Whether a metric of this spoken path may be judged here. */
    boolean watches(String host, String metric) {
        return metric.startsWith(RTT + ".")
                ? rtt(host) != null
                : watched.stream().anyMatch(glob -> glob.matches(metric));
    }
}
