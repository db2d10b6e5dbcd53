package io.heartbeat.web.api;

import io.heartbeat.access.Role;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Lanes;
import io.heartbeat.host.BeatMark;
import io.heartbeat.host.HostSettings;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.host.HostStatus;
import io.heartbeat.host.HostTags;
import io.heartbeat.host.StatusPeriod;
import io.heartbeat.host.Transitions;
import io.heartbeat.ingest.AuthMode;
import io.heartbeat.ingest.IngestSettings;
import io.heartbeat.ingest.StoredKeys;
import io.heartbeat.metric.Curve;
import io.heartbeat.metric.History;
import io.heartbeat.metric.Report;
import io.heartbeat.metric.Reports;
import io.heartbeat.metric.Span;
import io.heartbeat.metric.Summary;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.threshold.Operator;
import io.heartbeat.threshold.Profile;
import io.heartbeat.threshold.Threshold;
import io.heartbeat.threshold.ThresholdSettings;
import io.heartbeat.threshold.Thresholds;
import io.heartbeat.web.security.Viewer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Hosts with reports, as the API reads them. */
final class Fleet {
    static final Instant SINCE = Instant.parse("2026-11-21T08:00:00Z");
    static final Instant SEEN = Instant.parse("2026-11-21T09:00:00.123456Z");

    static final Instant NOW = Instant.parse("2026-11-21T09:05:30Z");

    final List<StatusPeriod> periods = new ArrayList<>();
    final List<Span> asked = new ArrayList<>();
    final Map<String, HostState> hosts = new LinkedHashMap<>();
    final Map<String, List<Report>> samples = new LinkedHashMap<>();

    Fleet unknown(String name) {
        hosts.put(name, HostState.unknown(name, SINCE, 0, 30));
        return this;
    }

    Fleet up(String name, double rttMs) {
        hosts.put(
                name,
                new HostState(
                        name,
                        HostStatus.UP,
                        SINCE,
                        SEEN,
                        0,
                        10,
                        rttMs,
                        address("192.0.2.7"),
                        address("2001:db8:0:0:0:0:0:7"),
                        "1.0",
                        "kernel <b>updated</b>"));
        return this;
    }

    Fleet report(String plugin, String json) {
        samples.computeIfAbsent(plugin, p -> new ArrayList<>())
                .add(new Report(SEEN, json.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    ApiServer serve(Predicate<String> seen) {
        Hosts visible = hosts(viewer(seen, Role.MONITOR));
        JsonOut out = new JsonOut();
        return new ApiServer(
                new HostsResource(visible, reports(), history(), out),
                new MetricsResource(visible, history(), transitions(), thresholds(), clock(), out),
                new StatesResource(visible, transitions(), clock(), out),
                new UptimeResource(visible, transitions(), clock(), out));
    }

    /** Its hosts, for somebody with this role on all of them. */
    Hosts visible(Role most) {
        return hosts(viewer(host -> true, most));
    }

    private Hosts hosts(Viewer viewer) {
        Hosts visible = new Hosts(states(), viewer);
        visible.tags = new HostTags(
                new HostSettings(
                        Duration.ofSeconds(30),
                        2,
                        List.of(),
                        HostSettings.KEEP_TRANSITIONS,
                        Map.of("web", List.of("prod"))),
                null);
        visible.keys = new StoredKeys(
                new IngestSettings(List.of(), 50003, 10, 1, AuthMode.OBSERVE, Map.of(), List.of()), null, null, null);
        return visible;
    }

    /** One limit, on the load of the processors. */
    private static Thresholds thresholds() {
        Threshold limit = new Threshold(OptionalDouble.of(80), OptionalDouble.empty(), Operator.ABOVE, 0.1);
        Profile profile = new Profile(Map.of(List.of("cpu_monitor", "cpu_percent"), limit));
        return new Thresholds(
                new ThresholdSettings(profile, Map.of(), Map.of(), Duration.ofHours(1)),
                TimeSource.SYSTEM,
                new Lanes(),
                null,
                null,
                new Telemetry(TimeSource.SYSTEM));
    }

    private static TimeSource clock() {
        return new TimeSource() {
            @Override
            public Instant wall() {
                return NOW;
            }

            @Override
            public long steadyMillis() {
                return 0;
            }
        };
    }

    private History history() {
        return new History() {
            @Override
            public List<Report> samples(String host, String plugin, int limit) {
                return Fleet.this.reports().samples(host, plugin, limit);
            }

            @Override
            public List<String> paths(String host) {
                return List.of("rtt", "cpu_monitor.cpu_percent");
            }

            @Override
            public List<Curve> curves(String host, List<String> paths, Span span) {
                asked.add(span);
                List<Summary> points = new ArrayList<>(Collections.nCopies(span.count(), null));
                points.set(0, new Summary(1, 4, 5, 2));
                return paths.stream().map(path -> new Curve(path, points)).toList();
            }
        };
    }

    private Transitions transitions() {
        return new Transitions() {
            @Override
            public List<StatusPeriod> periods(HostState host, Instant from, Instant now) {
                return periods;
            }
        };
    }

    private HostStates states() {
        return new HostStates(
                new HostSettings(Duration.ofSeconds(30), 2, List.of()), TimeSource.SYSTEM, new Lanes(), null, null) {
            @Override
            public Collection<HostState> all() {
                return hosts.values();
            }

            @Override
            public Optional<HostState> find(String name) {
                return Optional.ofNullable(hosts.get(name));
            }

            @Override
            public List<BeatMark> beats(String name) {
                return List.of(new BeatMark(SINCE, Double.NaN, true), new BeatMark(SEEN, 1.5, false));
            }
        };
    }

    private Reports reports() {
        return new Reports(new Telemetry(TimeSource.SYSTEM)) {
            @Override
            public Map<String, Report> newest(String host) {
                Map<String, Report> newest = new LinkedHashMap<>();
                samples.forEach((plugin, all) -> newest.put(plugin, all.get(0)));
                return newest;
            }

            @Override
            public List<Report> samples(String host, String plugin, int limit) {
                return samples.getOrDefault(plugin, List.of()).stream()
                        .limit(limit)
                        .toList();
            }
        };
    }

    private static Viewer viewer(Predicate<String> seen, Role most) {
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
                return most.includes(role) && seen.test(host);
            }

            @Override
            public boolean valid() {
                return true;
            }
        };
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
