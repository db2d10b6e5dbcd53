package io.heartbeat.agent.plugin.system;

import io.heartbeat.agent.plugin.MonitorPlugin;
import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * {@code network_monitor}: what passed through each interface, what went wrong there, and how many connections there are.
 * Interfaces that never saw a packet are left out; the sums leave out loopback.
 */
public final class NetworkMonitor implements MonitorPlugin {
    private final Path net;
    private final Connections connections;
    private final Rates rates;

    /** For the service loader. */
    public NetworkMonitor() {
        this(Path.of("/proc/net"), TimeSource.SYSTEM);
    }

    NetworkMonitor(Path net, TimeSource time) {
        this.net = net;
        this.connections = new Connections(net);
        this.rates = new Rates(time);
    }

    @Override
    public String name() {
        return "network_monitor";
    }

    @Override
    public Map<String, Object> collect() throws IOException {
        List<Interface> all = Interface.all(net.resolve("dev")).stream()
                .filter(Interface::used)
                .toList();
        List<Interface> outside = all.stream().filter(one -> !one.loopback()).toList();
        rates.look();
        Map<String, Object> metrics = new LinkedHashMap<>();
        putTraffic(metrics, "", sum(outside, Interface::bytesSent), sum(outside, Interface::bytesReceived));
        metrics.put("errors_total", sum(outside, Interface::errors));
        metrics.put("dropped", sum(outside, Interface::dropped));
        connections.putInto(metrics);
        Map<String, Object> interfaces = new LinkedHashMap<>();
        all.forEach(one -> interfaces.put(one.name(), metrics(one)));
        metrics.put("interfaces", interfaces);
        return metrics;
    }

    private static long sum(List<Interface> interfaces, ToLongFunction<Interface> counter) {
        return interfaces.stream().mapToLong(counter).sum();
    }

    private void putTraffic(Map<String, Object> metrics, String name, long sent, long received) {
        metrics.put("bytes_sent", sent);
        metrics.put("bytes_recv", received);
        rates.put(metrics, "bytes_sent_per_s", name + " sent", sent);
        rates.put(metrics, "bytes_recv_per_s", name + " received", received);
    }

    private Map<String, Object> metrics(Interface one) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        putTraffic(metrics, one.name(), one.bytesSent(), one.bytesReceived());
        metrics.put("packets_sent", one.packetsSent());
        metrics.put("packets_recv", one.packetsReceived());
        metrics.put("errors_total", one.errors());
        metrics.put("errors_in", one.receiveErrors());
        metrics.put("errors_out", one.sendErrors());
        metrics.put("dropped", one.dropped());
        return metrics;
    }
}
