package io.heartbeat.agent.plugin.ping;

import io.heartbeat.agent.PluginSettings;
import io.heartbeat.agent.Subprocess;
import io.heartbeat.agent.plugin.MonitorPlugin;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.settings.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** {@code ping_monitor}: pings the configured hosts, some at a time. */
public final class PingMonitor implements MonitorPlugin {
    private static final int MAX_OUTPUT = 8192;
    private static final int MAX_HOSTS = 200;
    private static final int PARALLEL = 32;
    /** TCP's echo: hardly anybody listens there, but who is there refuses. */
    private static final int ECHO_PORT = 7;

    private final TimeSource time;
    private final Subprocess subprocess;
    private final List<Target> targets = new ArrayList<>();
    private Method method = Method.AUTO;
    private IcmpPing icmp;
    private TcpPing tcp;

    /** How to ping. */
    enum Method {
        /** By ICMP; by TCP where that is impossible. */
        AUTO,
        /** By ICMP only. */
        ICMP,
        /** By TCP only. */
        TCP
    }

    /** For the service loader. */
    public PingMonitor() {
        this(TimeSource.SYSTEM);
    }

    PingMonitor(TimeSource time) {
        this.time = time;
        this.subprocess = new Subprocess(time, MAX_OUTPUT);
    }

    @Override
    public String name() {
        return "ping_monitor";
    }

    @Override
    public void configure(Section section) {
        int count = section.integer("count", 3, 1, 100);
        Duration patience =
                section.seconds("patience", Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMinutes(1));
        method = section.choice("method", Method.AUTO);
        icmp = new IcmpPing(subprocess, section.text("ping_bin", "ping"), count, patience);
        tcp = new TcpPing(time, section.integer("port", ECHO_PORT, 1, 65_535), count, patience);
        for (Section item : section.items("hosts", "host")) {
            Target target = Target.from(item);
            if (targets.stream().anyMatch(other -> other.name().equals(target.name()))) {
                item.problem("name", "another host is called `" + target.name() + "`");
            }
            targets.add(target);
        }
        if (targets.isEmpty() || targets.size() > MAX_HOSTS) {
            section.problem("hosts", "1 to " + MAX_HOSTS + " are needed, such as `hosts: [192.0.2.1, gw.example.org]`");
        }
        checkTime(section, count, patience);
    }

    /** A look that cannot end in time would never report those hosts that do answer. */
    private void checkTime(Section section, int count, Duration patience) {
        long each = count * (method == Method.ICMP ? 200 : patience.toMillis()) + patience.toMillis();
        long rounds = (targets.size() + PARALLEL - 1) / PARALLEL;
        Duration timeout = PluginSettings.from(section).timeout();
        if (each * rounds > timeout.toMillis()) {
            section.problem(
                    "timeout",
                    "if no host answers, all pings may take " + each * rounds / 1000 + " s: raise timeout ("
                            + timeout.toSeconds() + " s), or lower patience or count");
        }
    }

    @Override
    public Map<String, Object> collect() throws InterruptedException {
        ExecutorService workers =
                Executors.newFixedThreadPool(Math.max(1, Math.min(PARALLEL, targets.size())), work -> {
                    Thread thread = new Thread(work, "ping");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            Map<Target, Future<Echo>> running = new LinkedHashMap<>();
            targets.forEach(target -> running.put(target, workers.submit(() -> ping(target.host()))));
            Map<Target, Echo> echoes = new LinkedHashMap<>();
            for (Map.Entry<Target, Future<Echo>> entry : running.entrySet()) {
                echoes.put(entry.getKey(), answer(entry.getValue()));
            }
            return report(echoes);
        } finally {
            workers.shutdownNow();
        }
    }

    private Echo ping(String host) throws InterruptedException {
        if (method == Method.TCP) {
            return tcp.ping(host);
        }
        Echo echo = icmp.ping(host).orElse(null);
        if (echo == null && method == Method.ICMP) {
            return Echo.failed(IcmpPing.METHOD, "this machine's ping is missing, or may not send");
        }
        return echo == null ? tcp.ping(host) : echo;
    }

    private static Echo answer(Future<Echo> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return Echo.failed(IcmpPing.METHOD, String.valueOf(e.getCause()));
        }
    }

    private static Map<String, Object> report(Map<Target, Echo> echoes) {
        Map<String, Object> hosts = new LinkedHashMap<>();
        echoes.forEach((target, echo) -> hosts.put(target.name(), echo.metrics(target.host())));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("hosts_total", echoes.size());
        report.put(
                "hosts_down",
                echoes.values().stream().filter(echo -> !echo.reachable()).count());
        report.put(
                "loss_percent",
                echoes.values().stream().mapToDouble(Echo::lossPercent).max().orElse(0));
        report.put("hosts", hosts);
        return report;
    }
}
