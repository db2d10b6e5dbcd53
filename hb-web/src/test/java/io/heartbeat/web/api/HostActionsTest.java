package io.heartbeat.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Role;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Lanes;
import io.heartbeat.host.HostSettings;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.host.HostStore;
import io.heartbeat.ingest.HostKeyDesk;
import io.heartbeat.storage.Database;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Adding, pausing, resuming, keys: who may, and what is told. */
class HostActionsTest {
    private static final Actor ANN = new Actor("ann", "::1");

    private final Set<String> names = new TreeSet<>(Set.of("web"));
    private final Set<String> paused = new TreeSet<>();
    private final List<Object> deeds = new ArrayList<>();
    private Role role = Role.OWNER;
    private boolean admin = true;
    private boolean database = true;

    @Test
    void anAdministratorAddsAHost() {
        try (ApiServer api = server()) {
            HttpResponse<byte[]> answer = post(api, "hosts", "{\"name\":\"web7\"}");
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(text(answer)).startsWith("{\"name\":\"web7\",\"state\":\"unknown\"");
            assertThat(post(api, "hosts", "{\"name\":\"web7\"}").statusCode()).isEqualTo(409);
            assertThat(deeds).containsExactly(Deed.toHost(ANN, "host.create", "web7", null));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":7}", "{\"name\":\"\"}", "{\"name\":\"a b\"}", "{\"name\":\"-x\"}", "[]"})
    void aNameThatNoHostCanHaveIsRefused(String body) {
        try (ApiServer api = server()) {
            assertThat(post(api, "hosts", body).statusCode()).isEqualTo(400);
            assertThat(names).containsExactly("web");
        }
    }

    @Test
    void aManagerPausesAndResumes() {
        role = Role.MANAGER;
        try (ApiServer api = server()) {
            assertThat(post(api, "hosts/web/pause", "").statusCode()).isEqualTo(200);
            assertThat(post(api, "hosts/web/pause", "").statusCode()).isEqualTo(409);
            assertThat(post(api, "hosts/web/resume", "").statusCode()).isEqualTo(200);
            assertThat(post(api, "hosts/web/resume", "").statusCode()).isEqualTo(409);
            assertThat(post(api, "hosts/db/pause", "").statusCode()).isEqualTo(404);
            assertThat(deeds)
                    .containsExactly(
                            Deed.toHost(ANN, "host.pause", "web", null), Deed.toHost(ANN, "host.resume", "web", null));
        }
    }

    @Test
    void anOwnerMakesAKeyThatIsToldOnce() {
        admin = false;
        try (ApiServer api = server()) {
            assertThat(text(put(api, "hosts/web/key")))
                    .isEqualTo("{\"host\":\"web\",\"key_id\":\"web\",\"key\":\"secret\"}");
            assertThat(deeds).containsExactly(Deed.toHost(ANN, "host.key", "web", null));
            names.add("configured");
            assertThat(put(api, "hosts/configured/key").statusCode()).isEqualTo(409);
            database = false;
            assertThat(put(api, "hosts/web/key").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void lesserRolesMayNot() {
        admin = false;
        role = Role.MANAGER;
        try (ApiServer api = server()) {
            assertThat(post(api, "hosts", "{\"name\":\"web7\"}").statusCode()).isEqualTo(403);
            assertThat(put(api, "hosts/web/key").statusCode()).isEqualTo(403);
            assertThat(put(api, "hosts/db/key").statusCode()).isEqualTo(404);
        }
        role = Role.MONITOR;
        try (ApiServer api = server()) {
            assertThat(post(api, "hosts/web/pause", "").statusCode()).isEqualTo(403);
            assertThat(post(api, "hosts/web/resume", "").statusCode()).isEqualTo(403);
        }
        assertThat(deeds).isEmpty();
    }

    private ApiServer server() {
        Hosts hosts = new Hosts(states(), viewer());
        hosts.actor = ANN;
        hosts.deeds = deeds();
        hosts.store = new HostStore() {
            @Override
            public boolean add(String host) {
                return names.add(host);
            }
        };
        return new ApiServer(
                new HostsResource(hosts, null, null, new JsonOut()),
                new HostKeyResource(hosts, keys(), ANN, deeds(), new JsonOut()));
    }

    private HostKeyDesk keys() {
        return new HostKeyDesk(null, new Database(), null, null, null, null) {
            @Override
            public Optional<String> refusal(String host) {
                return host.equals("configured") ? Optional.of("change it there") : Optional.empty();
            }

            @Override
            public String make(String host) throws SQLException {
                if (!database) {
                    throw new SQLException("away");
                }
                return "secret";
            }
        };
    }

    private HostStates states() {
        return new HostStates(
                new HostSettings(Duration.ofSeconds(30), 2, List.of()), TimeSource.SYSTEM, new Lanes(), null, null) {
            @Override
            public Optional<HostState> find(String name) {
                return names.contains(name)
                        ? Optional.of(HostState.unknown(name, Instant.EPOCH, 0, 30))
                        : Optional.empty();
            }

            @Override
            public boolean pause(String name, String user) {
                return paused.add(name + " " + user);
            }

            @Override
            public boolean resume(String name, String user) {
                return paused.remove(name + " " + user);
            }
        };
    }

    private Viewer viewer() {
        return new Viewer() {
            @Override
            public String name() {
                return "ann";
            }

            @Override
            public boolean admin() {
                return admin;
            }

            @Override
            public boolean may(String host, Role needed) {
                return role.includes(needed);
            }

            @Override
            public boolean valid() {
                return true;
            }
        };
    }

    /** Keeps what is fired. */
    @SuppressWarnings("unchecked")
    private Event<Deed> deeds() {
        return (Event<Deed>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    deeds.add(arguments[0]);
                    return null;
                });
    }

    private static HttpResponse<byte[]> post(ApiServer api, String path, String body) {
        return api.send(api.request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<byte[]> put(ApiServer api, String path) {
        return api.send(api.request(path).PUT(HttpRequest.BodyPublishers.noBody()));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
