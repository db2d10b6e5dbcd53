package io.heartbeat.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heartbeat.access.Actor;
import io.heartbeat.access.Role;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Lanes;
import io.heartbeat.host.HostSettings;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.host.HostStore;
import io.heartbeat.host.HostTags;
import io.heartbeat.ingest.KeyOrigin;
import io.heartbeat.ingest.NewKey;
import io.heartbeat.ingest.StoredKeys;
import io.heartbeat.status.StatusPages;
import io.heartbeat.status.StatusSettings;
import io.heartbeat.web.Somebody;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be done with hosts, for each role, over real HTTP. */
class HostActionsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    private final Map<String, HostState> hosts = new TreeMap<>();
    private final Map<String, List<String>> tags = new TreeMap<>();
    private final List<String> actions = new ArrayList<>();
    private Role role = Role.OWNER;
    private boolean admin;
    private boolean configured;
    private StatusSettings publicly = StatusSettings.NONE;

    HostActionsTest() {
        hosts.put("web", HostState.unknown("web", NOW, 0, 30));
        hosts.put("hidden", HostState.unknown("hidden", NOW, 0, 30));
    }

    @ParameterizedTest
    @CsvSource({
        "MONITOR,GET,hosts/web/tags,200",
        "MONITOR,PUT,hosts/web/tags,403",
        "MANAGER,PUT,hosts/web/tags,200",
        "MONITOR,POST,hosts/web/pause,403",
        "MANAGER,POST,hosts/web/pause,200",
        "MONITOR,DELETE,hosts/web/pause,403",
        "MANAGER,DELETE,hosts/web/pause,200",
        "MANAGER,POST,hosts/web/key,403",
        "OWNER,POST,hosts/web/key,201",
        "MANAGER,DELETE,hosts/web,403",
        "OWNER,DELETE,hosts/web,204",
        "OWNER,GET,hosts/hidden/tags,404",
        "OWNER,PUT,hosts/hidden/tags,404",
        "OWNER,POST,hosts/hidden/pause,404",
        "OWNER,DELETE,hosts/hidden/pause,404",
        "OWNER,POST,hosts/hidden/key,404",
        "OWNER,DELETE,hosts/hidden,404",
        "OWNER,POST,hosts,403"
    })
    void eachActionNeedsItsRole(Role who, String method, String path, int status) {
        role = who;
        try (ApiServer api = server()) {
            String body = path.equals("hosts") ? "{\"name\":\"new\"}" : "{\"tags\":[\"prod\"]}";
            assertThat(send(api, method, path, body).statusCode()).isEqualTo(status);
            boolean asItWas = method.equals("GET") || method.equals("DELETE") && path.endsWith("/pause");
            assertThat(actions.isEmpty()).isEqualTo(status >= 300 || asItWas);
        }
    }

    @Test
    void anAdministratorAddsAHostAndIsToldItsKeyThisOnce() {
        admin = true;
        try (ApiServer api = server()) {
            HttpResponse<byte[]> answer = send(api, "POST", "hosts", "{\"name\":\"new-1\"}");
            assertThat(answer.statusCode()).isEqualTo(201);
            JsonNode made = ApiServer.json(answer);
            assertThat(made.get("name").asText()).isEqualTo("new-1");
            assertThat(made.get("key_id").asText()).isEqualTo("new-1");
            assertThat(made.get("key").asText()).isEqualTo("the-secret");
            assertThat(hosts).containsKey("new-1");
            assertThat(actions).containsExactly("host.add new-1 null");
            assertThat(send(api, "POST", "hosts", "{\"name\":\"new-1\"}").statusCode())
                    .isEqualTo(409);
            assertThat(ApiServer.json(api.get("hosts/new-1")).toString()).doesNotContain("the-secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../etc", "-x", "<b>", "a\\nb", "\\u202eabc", "ä", "a/b", ".hidden", "x\\u0000"})
    void aNameThatCannotBeIsRefused(String name) {
        admin = true;
        try (ApiServer api = server()) {
            assertThat(send(api, "POST", "hosts", "{\"name\":\"" + name + "\"}").statusCode())
                    .isEqualTo(400);
            assertThat(hosts).hasSize(2);
        }
    }

    @Test
    void theKeyOfTheFileIsNotReplaced() {
        configured = true;
        try (ApiServer api = server()) {
            JsonNode problem = ApiServer.json(send(api, "POST", "hosts/web/key", ""));
            assertThat(problem.get("type").asText()).endsWith("read-only");
            assertThat(actions).isEmpty();
        }
    }

    @Test
    void tagsOfTheFileStayAndOthersAreChecked() {
        role = Role.MANAGER;
        try (ApiServer api = server()) {
            JsonNode answer = ApiServer.json(send(api, "PUT", "hosts/web/tags", "{\"tags\":[\"rack 3\",\"eu/de\"]}"));
            assertThat(answer.toString())
                    .isEqualTo("{\"host\":\"web\",\"tags\":[\"eu/de\",\"file\",\"rack 3\"],\"configured\":[\"file\"]}");
            assertThat(actions).containsExactly("host.tags web eu/de, file, rack 3");
            assertThat(send(api, "PUT", "hosts/web/tags", "{\"tags\":[\"<b>\"]}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(send(api, "PUT", "hosts/web/tags", "{\"tags\":\"x\"}").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void pausingTwiceIsOneDeed() {
        role = Role.MANAGER;
        try (ApiServer api = server()) {
            JsonNode paused = ApiServer.json(send(api, "POST", "hosts/web/pause", ""));
            assertThat(paused.get("state").asText()).isEqualTo("paused");
            send(api, "POST", "hosts/web/pause", "");
            send(api, "DELETE", "hosts/web/pause", "");
            assertThat(actions).containsExactly("host.pause web null", "host.resume web null");
        }
    }

    @Test
    void thePageOfAHostTellsRoleAndSigning() {
        role = Role.MANAGER;
        try (ApiServer api = server()) {
            JsonNode host = ApiServer.json(api.get("hosts/web"));
            assertThat(host.get("role").asText()).isEqualTo("manager");
            assertThat(host.get("key").asText()).isEqualTo("none");
            assertThat(host.get("signed").asBoolean()).isFalse();
            assertThat(host.get("signed_at").isNull()).isTrue();
            assertThat(host.get("tags").toString()).isEqualTo("[\"file\"]");
        }
    }

    @Test
    void aBadgeIsForWhoSeesTheHostAndForEverybodyWhenItIsConfigured() {
        try (ApiServer api = server()) {
            HttpResponse<byte[]> own = api.get("hosts/web/badge.svg");
            assertThat(own.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/svg+xml");
            assertThat(new String(own.body(), StandardCharsets.UTF_8)).contains(">unknown</text>");
            assertThat(api.get("hosts/hidden/badge.svg").statusCode()).isEqualTo(404);
            assertThat(api.get("hosts/nobody/badge.svg").statusCode()).isEqualTo(404);
        }
        publicly = new StatusSettings(Map.of(), List.of("hid*", "nobody"));
        try (ApiServer api = server()) {
            assertThat(api.get("hosts/hidden/badge.svg").statusCode()).isEqualTo(200);
            assertThat(api.get("hosts/nobody/badge.svg").statusCode()).isEqualTo(404);
            assertThat(api.get("hosts/hidden").statusCode()).isEqualTo(404);
        }
    }

    private ApiServer server() {
        Somebody ada =
                new Somebody("ada", () -> admin, (host, needed) -> !host.equals("hidden") && role.includes(needed));
        Hosts visible = new Hosts(states(), ada);
        visible.store = new HostStore() {
            @Override
            public boolean add(String host) {
                return hosts.put(host, HostState.unknown(host, NOW, 0, 30)) == null;
            }

            @Override
            public void drop(String host) {
                hosts.remove(host);
            }
        };
        visible.tags = tags();
        visible.keys = keys();
        visible.actor = new Actor("ada", "::1");
        visible.deeds = DeedsTold.to(deed -> actions.add(deed.action() + " " + deed.host() + " " + deed.detail()));
        JsonOut out = new JsonOut();
        return new ApiServer(
                new HostsResource(visible, null, null, out),
                new TagsResource(visible, out),
                new PauseResource(visible, out),
                new KeyResource(visible, out),
                new BadgeResource(states(), new StatusPages(publicly, null, null), ada));
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
            public Optional<HostState> pause(String name, String by) {
                return Optional.ofNullable(hosts.computeIfPresent(name, (host, state) -> state.paused(NOW)));
            }

            @Override
            public Optional<HostState> resume(String name, String by) {
                return Optional.ofNullable(hosts.computeIfPresent(name, (host, state) -> state.resumed(NOW, 0)));
            }
        };
    }

    private HostTags tags() {
        HostSettings settings = new HostSettings(
                Duration.ofSeconds(30), 2, List.of(), HostSettings.KEEP_TRANSITIONS, Map.of("web", List.of("file")));
        return new HostTags(settings, null) {
            @Override
            public List<String> of(String host) {
                List<String> all = new ArrayList<>(tags.getOrDefault(host, List.of()));
                all.addAll(configured(host));
                all.sort(null);
                return all;
            }

            @Override
            public synchronized void put(String host, Collection<String> wanted) {
                tags.put(host, List.copyOf(wanted));
            }
        };
    }

    private StoredKeys keys() {
        return new StoredKeys(null, null, null, null) {
            @Override
            public KeyOrigin origin(String host) {
                return KeyOrigin.NONE;
            }

            @Override
            public synchronized Optional<NewKey> make(String host, String author) {
                return configured ? Optional.empty() : Optional.of(new NewKey(host, host, "the-secret"));
            }
        };
    }

    private static HttpResponse<byte[]> send(ApiServer api, String method, String path, String body) {
        HttpRequest.Builder request = api.request(path);
        return api.send(
                body.isEmpty() || method.equals("GET")
                        ? request.method(method, HttpRequest.BodyPublishers.noBody())
                        : request.header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }
}
