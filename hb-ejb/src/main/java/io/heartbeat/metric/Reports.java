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
import java.util.Arrays;
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
    private final ReportQueue queue;

    /** Memory alone, without a database behind it. */
    protected Reports(Telemetry telemetry) {
        this(telemetry, null);
    }

    /** Made by the container; what is accepted goes into the queue too. */
    @Inject
    protected Reports(Telemetry telemetry, ReportQueue queue) {
        this.queue = queue;
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
        if (queue != null && queue.enabled()) {
            store(event, history);
        }
    }

    private void store(PluginReported event, ReportHistory history) {
        Message message = event.message();
        long micros = event.arrival().epochMicros();
        if (history.storable(micros, queue.apart(message.length()))) {
            byte[] copy = Arrays.copyOfRange(message.json(), message.offset(), message.offset() + message.length());
            queue.offer(new Arrived(event.host(), message.plugin(), micros, copy));
        } else {
            queue.thin();
        }
    }

    void forgotten(@Observes HostForgotten event) {
        forget(event.host());
    }

    /** Forgets a host, in memory at once, in the database soon. */
    void forget(String host) {
        Map<String, ReportHistory> plugins = hosts.remove(host);
        if (plugins != null) {
            plugins.values().forEach(history -> bytes.addAndGet(-history.bytes()));
        }
        if (queue != null) {
            queue.forget(host);
        }
    }

    /** Whether there is a report of this plugin. */
    boolean has(String host, String plugin) {
        return !samples(host, plugin, 1).isEmpty();
    }

    /** Puts in a report of an earlier run, unless a newer one is there. */
    void restore(String host, String plugin, Report report) {
        ReportHistory history = history(host, plugin, bytes.get());
        if (history != null) {
            bytes.addAndGet(history.restore(report));
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
