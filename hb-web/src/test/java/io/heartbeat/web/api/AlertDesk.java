package io.heartbeat.web.api;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Role;
import io.heartbeat.alert.Acknowledgement;
import io.heartbeat.alert.Alert;
import io.heartbeat.alert.AlertReason;
import io.heartbeat.alert.AlertRecord;
import io.heartbeat.alert.AlertState;
import io.heartbeat.alert.AlertView;
import io.heartbeat.alert.Alerts;
import io.heartbeat.alert.MaintenanceWindow;
import io.heartbeat.alert.MaintenanceWindows;
import io.heartbeat.alert.Origin;
import io.heartbeat.alert.Silence;
import io.heartbeat.alert.Silences;
import io.heartbeat.alert.Suppression;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.threshold.Level;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Alerts, silences and windows in memory behind the API, and somebody with roles who asks. */
final class AlertDesk {
    static final Instant SINCE = Instant.parse("2026-11-21T08:00:00Z");

    final Map<Long, AlertView> alerts = new TreeMap<>();
    final List<AlertRecord> events = new ArrayList<>();
    final List<Silence> silences = new ArrayList<>();
    final List<MaintenanceWindow> windows = new ArrayList<>();
    private final Map<String, Role> roles;
    private final boolean admin;

    AlertDesk(boolean admin, Map<String, Role> roles) {
        this.admin = admin;
        this.roles = roles;
    }

    AlertDesk alert(long id, String host, String metric, Level level, AlertState state) {
        Suppression why =
                switch (state) {
                    case SILENCED -> new Suppression(Suppression.Kind.SILENCED, "4");
                    case UNREACHABLE -> new Suppression(Suppression.Kind.UNREACHABLE, "web,secret");
                    default -> null;
                };
        alerts.put(id, new AlertView(known(id, host, metric, level, null), state, why));
        return this;
    }

    AlertDesk event(long id, String host) {
        events.add(
                0,
                new AlertRecord(
                        id,
                        1,
                        host,
                        "p.m",
                        AlertReason.FIRED,
                        Level.OK,
                        Level.WARNING,
                        85,
                        80,
                        SINCE,
                        "UNKNOWN: " + host + " - p.m = 85.0 (no value for 300s, was OK)",
                        true,
                        "unreachable:secret,db",
                        null,
                        null));
        return this;
    }

    /** What the audit log was told. */
    final List<Deed> deeds = new ArrayList<>();

    @SuppressWarnings("unchecked")
    private Event<Deed> events() {
        return (Event<Deed>) Proxy.newProxyInstance(
                AlertDesk.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    deeds.add((Deed) arguments[0]);
                    return null;
                });
    }

    ApiServer serve() {
        JsonOut out = new JsonOut();
        SeenAlerts seen = new SeenAlerts(alerts(), viewer(), new Deeds(new Actor("ann", "192.0.2.7"), events()));
        return new ApiServer(
                new AlertsResource(seen, out),
                new SilencesResource(silences(), seen, TimeSource.SYSTEM, out),
                new MaintenanceResource(windows(), seen, TimeSource.SYSTEM, out));
    }

    static HttpResponse<byte[]> send(ApiServer api, String method, String path, String body) {
        return api.send(api.request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private static Alert known(long id, String host, String metric, Level level, Acknowledgement by) {
        return new Alert(
                id,
                host,
                metric,
                Origin.THRESHOLD,
                level,
                91.5,
                90,
                null,
                SINCE,
                SINCE,
                null,
                level,
                SINCE,
                false,
                by,
                null);
    }

    private Alerts alerts() {
        return new Alerts() {
            @Override
            public List<AlertView> active() {
                return List.copyOf(alerts.values());
            }

            @Override
            public Optional<AlertView> find(long id) {
                return Optional.ofNullable(alerts.get(id));
            }

            @Override
            public List<AlertRecord> history(long before, String host, Long alert, int limit) {
                return events.stream()
                        .filter(event -> event.id() < before)
                        .filter(event -> host == null || event.host().equals(host))
                        .limit(limit)
                        .toList();
            }

            @Override
            public Optional<AlertView> acknowledge(long id, String by, String why) {
                Alert known = alerts.get(id).alert();
                if (alerts.get(id).state() == AlertState.RESOLVED) {
                    return Optional.empty();
                }
                Alert after =
                        known(id, known.host(), known.metric(), known.level(), new Acknowledgement(by, why, SINCE));
                alerts.put(id, new AlertView(after, AlertState.ACKNOWLEDGED, null));
                return find(id);
            }
        };
    }

    private Silences silences() {
        return new Silences() {
            @Override
            public List<Silence> all() {
                return silences;
            }

            @Override
            public Optional<Silence> find(long id) {
                return silences.stream().filter(silence -> silence.id() == id).findFirst();
            }

            @Override
            public Optional<Silence> add(Silence draft) {
                Silence added = new Silence(
                        silences.size() + 1L,
                        draft.matchers(),
                        draft.startsAt(),
                        draft.endsAt(),
                        draft.author(),
                        draft.comment(),
                        draft.createdAt());
                silences.add(added);
                return Optional.of(added);
            }
        };
    }

    private MaintenanceWindows windows() {
        return new MaintenanceWindows() {
            @Override
            public List<MaintenanceWindow> all() {
                return windows;
            }

            @Override
            public Optional<MaintenanceWindow> add(MaintenanceWindow draft) {
                windows.add(draft);
                return Optional.of(draft);
            }
        };
    }

    private Viewer viewer() {
        return new Viewer() {
            @Override
            public String name() {
                return "ada";
            }

            @Override
            public boolean admin() {
                return admin;
            }

            @Override
            public boolean may(String host, Role role) {
                return admin || roles.containsKey(host) && roles.get(host).includes(role);
            }

            @Override
            public boolean valid() {
                return true;
            }
        };
    }
}
