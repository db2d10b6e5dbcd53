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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        Harvest harvest = new Harvest(question);
        for (Sheet.Line line : read()) {
            if (viewer.sees(line.host())) {
                harvest.take(line, levels.getOrDefault(line.host(), Map.of()));
            }
        }
        return harvest.page();
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

    /** The levels of the active alerts, by host and by the path that alerts have. */
    Map<String, Map<String, Level>> levels() {
        Map<String, Map<String, Level>> levels = new HashMap<>();
        alerts.active().forEach(view -> levels.computeIfAbsent(view.alert().host(), host -> new HashMap<>())
                .merge(
                        view.alert().metric(),
                        view.alert().level(),
                        (one, other) -> one.compareTo(other) > 0 ? one : other));
        return levels;
    }
}
