package io.heartbeat.web.plugins;

import io.heartbeat.metric.Report;
import io.heartbeat.metric.Reports;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** All newest reports taken apart, by host; what did not change since the last look is kept. One thread's at a time. */
final class Sheet {
    private static final int MOST_SHAPES = 20_000;

    private final Map<String, Line> lines = new TreeMap<>();
    private final Map<List<String>, Leaves.Names> shapes = new HashMap<>();
    private List<Line> shown = List.of();

    /**
     * The reports of one host.
     *
     * @param host its name
     * @param searched its name in lower case
     * @param plugins by name
     */
    record Line(String host, String searched, Map<String, Leaves> plugins) {}

    /** Looks at what the hosts reported last; answers all of it, by host and plugin, as it stays. */
    List<Line> read(Collection<String> hosts, Reports reports) {
        if (shapes.size() > MOST_SHAPES) {
            shapes.clear();
        }
        lines.keySet().retainAll(hosts);
        for (String host : hosts) {
            lines.compute(host, (name, before) -> line(name, before, reports.newest(name)));
        }
        shown = List.copyOf(lines.values());
        return shown;
    }

    private Line line(String host, Line before, Map<String, Report> newest) {
        Map<String, Leaves> plugins = new TreeMap<>();
        boolean same = before != null && before.plugins().size() == newest.size();
        for (Map.Entry<String, Report> entry : newest.entrySet()) {
            Leaves known = before == null ? null : before.plugins().get(entry.getKey());
            boolean kept = known != null && known.at().equals(entry.getValue().timestamp());
            plugins.put(entry.getKey(), kept ? known : Leaves.of(entry.getKey(), entry.getValue(), shapes));
            same &= kept;
        }
        return same ? before : new Line(host, host.toLowerCase(Locale.ROOT), plugins);
    }

    /** What was read last. */
    List<Line> shown() {
        return new ArrayList<>(shown);
    }
}
