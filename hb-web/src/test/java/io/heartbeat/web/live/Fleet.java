package io.heartbeat.web.live;

import io.heartbeat.access.Role;
import io.heartbeat.alert.Alert;
import io.heartbeat.alert.AlertState;
import io.heartbeat.alert.AlertView;
import io.heartbeat.alert.Alerts;
import io.heartbeat.alert.Origin;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Lanes;
import io.heartbeat.host.BeatMark;
import io.heartbeat.host.HostSettings;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.host.HostStatus;
import io.heartbeat.host.HostTags;
import io.heartbeat.host.HostTransitioned;
import io.heartbeat.host.Transitions;
import io.heartbeat.metric.Report;
import io.heartbeat.metric.Reports;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.threshold.Level;
import io.heartbeat.web.security.Viewer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Hosts, reports and stored transitions, as the feed reads them. */
public final class Fleet {
    final Map<String, HostState> hosts = new ConcurrentHashMap<>();
    final Map<String, List<BeatMark>> beats = new ConcurrentHashMap<>();
    final Map<String, String> reports = new ConcurrentHashMap<>();
    final Map<String, List<String>> tags = new ConcurrentHashMap<>();
    final List<HostTransitioned> stored = new ArrayList<>();
    final List<AlertView> alerts = new ArrayList<>();
    private final TimeSource time;

    /** Hosts on that clock. */
    public Fleet(TimeSource time) {
        this.time = time;
    }

    /** A heartbeat of a host reaches its state. */
    public void beat(String name, double rttMs) {
        put(name, HostStatus.UP, rttMs, null, "1.0");
    }

    /** A host is as it is. */
    public void put(String name, HostStatus status, double rttMs, String message, String version) {
        Instant now = time.wall();
        beats.computeIfAbsent(name, key -> new ArrayList<>()).add(new BeatMark(now, rttMs, status != HostStatus.UP));
        hosts.put(
                name,
                new HostState(
                        name,
                        status,
                        now,
                        now,
                        0,
                        30,
                        rttMs,
                        InetAddress.getLoopbackAddress(),
                        null,
                        version,
                        message));
    }

    void report(String host, String plugin, String json) {
        reports.put(host + "/" + plugin, json);
    }

    /** A read side over these. */
    public HostStates states() {
        return new HostStates(
                new HostSettings(Duration.ofSeconds(30), 2, List.of()), TimeSource.SYSTEM, new Lanes(), null, null) {
            @Override
            public Collection<HostState> all() {
                return List.copyOf(hosts.values());
            }

            @Override
            public Optional<HostState> find(String name) {
                return Optional.ofNullable(hosts.get(name));
            }

            @Override
            public List<BeatMark> beats(String name) {
                return List.copyOf(beats.getOrDefault(name, List.of()));
            }
        };
    }

    /** A read side over these. */
    public HostTags tags() {
        return new HostTags(new HostSettings(Duration.ofSeconds(30), 2, List.of()), null) {
            @Override
            public List<String> of(String host) {
                return tags.getOrDefault(host, List.of());
            }
        };
    }

    /** A read side over these. */
    public Reports reports() {
        return new Reports(new Telemetry(TimeSource.SYSTEM)) {
            @Override
            public List<Report> samples(String host, String plugin, int limit) {
                String json = reports.get(host + "/" + plugin);
                return json == null
                        ? List.of()
                        : List.of(new Report(time.wall(), json.getBytes(StandardCharsets.UTF_8)));
            }
        };
    }

    /** A read side over these. */
    public Transitions transitions() {
        return new Transitions() {
            @Override
            public List<HostTransitioned> recent(int limit) {
                return stored.stream().limit(limit).toList();
            }
        };
    }

    /** A read side over these. */
    public Alerts alerts() {
        return new Alerts() {
            @Override
            public List<AlertView> active() {
                return List.copyOf(alerts);
            }

            @Override
            public AlertView view(Alert alert) {
                return new AlertView(alert, AlertState.FIRING, null);
            }
        };
    }

    /** A metric of a host is beyond its limit. */
    public AlertView alert(long id, String host, String metric) {
        Instant now = time.wall();
        Alert alert = new Alert(
                id,
                host,
                metric,
                Origin.THRESHOLD,
                Level.CRITICAL,
                91.5,
                90,
                null,
                now,
                now,
                null,
                Level.OK,
                null,
                false,
                null,
                null);
        return new AlertView(alert, AlertState.FIRING, null);
    }

    /** Eyes for some hosts only. */
    public static Viewer viewer(Predicate<String> sees) {
        return new Viewer() {
            @Override
            public String name() {
                return "ada";
            }

            @Override
            public boolean admin() {
                return false;
            }

            @Override
            public boolean may(String host, Role role) {
                return role == Role.MONITOR && sees.test(host);
            }

            @Override
            public boolean valid() {
                return true;
            }
        };
    }

    /** Eyes for everything. */
    public static Viewer everybody() {
        return new Viewer() {
            @Override
            public String name() {
                return null;
            }

            @Override
            public boolean admin() {
                return true;
            }

            @Override
            public boolean may(String host, Role role) {
                return true;
            }

            @Override
            public boolean valid() {
                return true;
            }
        };
    }
}
