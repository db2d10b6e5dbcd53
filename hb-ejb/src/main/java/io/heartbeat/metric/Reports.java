package io.heartbeat.metric;

import io.heartbeat.flow.Order;
import io.heartbeat.flow.Unproxied;
import io.heartbeat.ingest.HostForgotten;
import io.heartbeat.ingest.PluginReported;
import io.heartbeat.protocol.Message;
import io.heartbeat.telemetry.Telemetry;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The newest reports of every plugin, in memory: at least a second apart, at most {@value #SAMPLES} of each, all together
 * within {@value #BUDGET} bytes of JSON. Beyond the budget each plugin keeps only its newest; beyond twice the budget, or
 * {@value #PLUGINS} plugins of one host, new ones are refused and counted. Thread-safe.
 */
@Unproxied
public class Reports {
    static final int SAMPLES = 60;
    static final int PLUGINS = 64;
    static final long BUDGET = 96L << 20;

    private final ConcurrentMap<String, ConcurrentMap<String, ReportHistory>> hosts = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final LongAdder refused;

    /** Made by the container. */
    @Inject
    protected Reports(Telemetry telemetry) {
        refused = telemetry.counter(
                "hbd_reports_refused_total", "Plugin reports that were journaled but not kept in memory.");
        telemetry.gauge("hbd_reports_bytes", "Plugin reports kept in memory, bytes of JSON.", bytes::get);
    }

    void reported(@Observes @Priority(Order.METRIC) PluginReported event) {
        Message message = event.message();
        long held = bytes.get();
        ReportHistory history = history(event.host(), message.plugin(), held);
        if (history == null) {
            refused.increment();
            return;
        }
        int most = held > BUDGET ? 1 : SAMPLES;
        bytes.addAndGet(history.take(
                message.json(),
                message.offset(),
                message.length(),
                event.arrival().epochMicros(),
                most));
    }

    void forgotten(@Observes HostForgotten event) {
        Map<String, ReportHistory> plugins = hosts.remove(event.host());
        if (plugins != null) {
            plugins.values().forEach(history -> bytes.addAndGet(-history.bytes()));
        }
    }

    /** Hosts that have reports, in no order. */
    public Collection<String> hosts() {
        return List.copyOf(hosts.keySet());
    }

    /** The newest report of each plugin of a host, by plugin name; empty for an unknown host. */
    public Map<String, Report> newest(String host) {
        Map<String, Report> newest = new TreeMap<>();
        hosts.getOrDefault(host, new ConcurrentHashMap<>())
                .forEach((plugin, history) -> history.newest(1).forEach(report -> newest.put(plugin, report)));
        return newest;
    }

    /** The newest reports of one plugin, newest first. */
    public List<Report> samples(String host, String plugin, int limit) {
        Map<String, ReportHistory> plugins = hosts.get(host);
        ReportHistory history = plugins == null ? null : plugins.get(plugin);
        return history == null ? List.of() : history.newest(limit);
    }

    private ReportHistory history(String host, String plugin, long held) {
        ConcurrentMap<String, ReportHistory> plugins = hosts.computeIfAbsent(host, h -> new ConcurrentHashMap<>());
        ReportHistory history = plugins.get(plugin);
        if (history == null && plugins.size() < PLUGINS && held < 2 * BUDGET) {
            history = plugins.computeIfAbsent(plugin, p -> new ReportHistory());
        }
        return history;
    }
}
