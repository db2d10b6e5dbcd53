package io.heartbeat.web.plugins;

import io.heartbeat.alert.Alerts;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.metric.Reports;
import io.heartbeat.threshold.Level;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * The table of all metrics. Reports are taken apart at most once a second, and only those that changed; what was taken apart
 * is the first to go when memory is short. Thread-safe.
 */
@ApplicationScoped
public class MetricTable {
    private static final long FRESH_MILLIS = 1_000;

    private final Reports reports;
    private final HostStates states;
    private final Alerts alerts;
    private final TimeSource time;
    private SoftReference<Sheet> kept = new SoftReference<>(null);
    private long readAt;

    /** For the container's proxy. */
    protected MetricTable() {
        this(null, null, null, null);
    }

    /** @param reports where the values come from */
    @Inject
    public MetricTable(Reports reports, HostStates states, Alerts alerts, TimeSource time) {
        this.reports = reports;
        this.states = states;
        this.alerts = alerts;
        this.time = time;
    }

    /** The rows somebody asks for, of hosts that the viewer sees. */
    public MetricPage find(MetricQuestion question, Viewer viewer) {
        Map<String, Map<String, Level>> levels = levels();
        boolean natural = question.sort() == MetricQuestion.Sort.HOST && !question.descending();
        Comparator<MetricRow> order = order(question);
        int wanted = question.offset() + question.limit();
        PriorityQueue<MetricRow> best = new PriorityQueue<>(order.reversed());
        List<MetricRow> rows = new ArrayList<>();
        Set<String> plugins = new TreeSet<>();
        int total = 0;
        int all = 0;
        for (Sheet.Line line : read()) {
            if (!viewer.sees(line.host())) {
                continue;
            }
            Map<String, Level> alarming = levels.getOrDefault(line.host(), Map.of());
            List<String> words = missing(question.words(), line.searched());
            for (Leaves leaves : line.plugins().values()) {
                plugins.add(leaves.names().plugin());
                all += leaves.size();
                if (!question.plugin().isEmpty() && !question.plugin().equals(leaves.names().plugin())) {
                    continue;
                }
                for (int i = 0; i < leaves.size(); i++) {
                    Level level = alarming.getOrDefault(leaves.names().spoken()[i], Level.OK);
                    if (!fits(question, words, leaves, i, level)) {
                        continue;
                    }
                    total++;
                    if (!natural) {
                        best.add(row(line.host(), leaves, i, level));
                        if (best.size() > wanted) {
                            best.remove();
                        }
                    } else if (total > question.offset() && rows.size() < question.limit()) {
                        rows.add(row(line.host(), leaves, i, level));
                    }
                }
            }
        }
        return new MetricPage(total, all, List.copyOf(plugins), natural ? rows : last(best, question));
    }

    private static List<MetricRow> last(PriorityQueue<MetricRow> best, MetricQuestion question) {
        List<MetricRow> sorted = new ArrayList<>(best);
        sorted.sort(order(question));
        return List.copyOf(sorted.subList(Math.min(question.offset(), sorted.size()), sorted.size()));
    }

    private synchronized List<Sheet.Line> read() {
        Sheet sheet = kept.get();
        long now = time.steadyMillis();
        if (sheet != null && now - readAt < FRESH_MILLIS) {
            return sheet.shown();
        }
        if (sheet == null) {
            sheet = new Sheet();
            kept = new SoftReference<>(sheet);
        }
        readAt = now;
        Set<String> hosts = new HashSet<>();
        states.all().stream().map(HostState::name).forEach(hosts::add);
        return sheet.read(hosts, reports);
    }

    private Map<String, Map<String, Level>> levels() {
        Map<String, Map<String, Level>> levels = new HashMap<>();
        alerts.active().forEach(view -> levels.computeIfAbsent(view.alert().host(), host -> new HashMap<>())
                .merge(view.alert().metric(), view.alert().level(), (one, other) -> one.compareTo(other) > 0 ? one : other));
        return levels;
    }

    /** The words that are not in the name of the host. */
    private static List<String> missing(List<String> words, String host) {
        return words.stream().filter(word -> !host.contains(word)).toList();
    }

    private static boolean fits(MetricQuestion question, List<String> words, Leaves leaves, int i, Level level) {
        if (question.alarming() && level == Level.OK || question.level() != null && question.level() != level) {
            return false;
        }
        for (String word : words) {
            if (!leaves.names().searched()[i].contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static MetricRow row(String host, Leaves leaves, int i, Level level) {
        return new MetricRow(
                host,
                leaves.names().plugin(),
                leaves.names().metrics().get(i),
                leaves.numbers()[i],
                leaves.text(i),
                leaves.at(),
                level);
    }

    /** Numbers before texts either way; ties by host, plugin and metric. */
    private static Comparator<MetricRow> order(MetricQuestion question) {
        Comparator<MetricRow> names = Comparator.comparing(MetricRow::host)
                .thenComparing(MetricRow::plugin)
                .thenComparing(MetricRow::metric);
        Comparator<MetricRow> by =
                switch (question.sort()) {
                    case HOST -> Comparator.comparing(MetricRow::host);
                    case PLUGIN -> Comparator.comparing(MetricRow::plugin);
                    case METRIC -> Comparator.comparing(MetricRow::metric);
                    case VALUE -> Comparator.comparingDouble(MetricRow::number);
                    case LEVEL -> Comparator.comparing(MetricRow::level);
                    case AGE -> Comparator.comparing(MetricRow::at).reversed();
                };
        Comparator<MetricRow> way = question.descending() ? by.reversed() : by;
        return question.sort() == MetricQuestion.Sort.VALUE
                ? Comparator.<MetricRow, Boolean>comparing(row -> row.text() != null)
                        .thenComparing(way)
                        .thenComparing(row -> row.text() == null ? "" : row.text())
                        .thenComparing(names)
                : way.thenComparing(names);
    }
}
