package io.heartbeat.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heartbeat.access.Actor;
import io.heartbeat.access.Role;
import io.heartbeat.alert.MaintenanceWindows;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Lanes;
import io.heartbeat.host.HostSettings;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.host.HostStatus;
import io.heartbeat.host.StatusPeriod;
import io.heartbeat.host.Transitions;
import io.heartbeat.status.Impact;
import io.heartbeat.status.Incident;
import io.heartbeat.status.Stage;
import io.heartbeat.status.StatusPage;
import io.heartbeat.status.StatusPages;
import io.heartbeat.status.StatusSettings;
import io.heartbeat.web.Somebody;
import io.heartbeat.web.status.PublicPages;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public pages and who writes on them, over real HTTP. */
class StatusPagesResourceTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final StatusPage PAGE = new StatusPage(
            "main",
            "Example <b>",
            Optional.empty(),
            List.of(
                    new StatusPage.Group(
                            "Shop",
                            List.of(
                                    new StatusPage.Service("Web shop", List.of("secret-web-1", "secret-web-2")),
                                    new StatusPage.Service("Payment", List.of("secret-pay")))),
                    new StatusPage.Group(
                            "Below", List.of(new StatusPage.Service("Names", List.of("secret-never-heard"))))));

    private final Map<String, HostStatus> hosts = new HashMap<>();
    private final Map<String, List<StatusPeriod>> periods = new HashMap<>();
    private final Set<String> managed = new HashSet<>();
    private final Set<String> worked = new HashSet<>();
    private final List<String> actions = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private boolean admin;
    private int reads;
    private long steady;

    StatusPagesResourceTest() {
        hosts.put("secret-web-1", HostStatus.UP);
        hosts.put("secret-web-2", HostStatus.LATE);
        hosts.put("secret-pay", HostStatus.UP);
    }

    @ParameterizedTest
    @CsvSource({
        "UP,UP,operational,operational",
        "UP,LATE,operational,operational",
        "DOWN,UP,degraded,degraded",
        "DOWN,DOWN,outage,outage",
        "PAUSED,UP,maintenance,maintenance",
        "UNKNOWN,UNKNOWN,unknown,unknown"
    })
    void aServiceIsAsItsHostsAre(HostStatus one, HostStatus two, String service, String whole) {
        hosts.put("secret-web-1", one);
        hosts.put("secret-web-2", two);
        hosts.put("secret-never-heard", HostStatus.UP);
        try (ApiServer api = server()) {
            JsonNode page = ApiServer.json(api.get("status/main"));
            assertThat(page.at("/groups/0/services/0/condition").asText()).isEqualTo(service);
            assertThat(page.get("condition").asText()).isEqualTo(whole);
        }
    }

    @Test
    void aHostInMaintenanceIsBeingWorkedOnWhateverItsState() {
        hosts.put("secret-pay", HostStatus.DOWN);
        worked.add("secret-pay");
        try (ApiServer api = server()) {
            assertThat(ApiServer.json(api.get("status/main"))
                            .at("/groups/0/services/1/condition")
                            .asText())
                    .isEqualTo("maintenance");
        }
    }

    @Test
    void anOpenIncidentCountsForTheWholePage() {
        hosts.put("secret-never-heard", HostStatus.UP);
        incidents.add(incident());
        try (ApiServer api = server()) {
            JsonNode page = ApiServer.json(api.get("status/main"));
            assertThat(page.get("condition").asText()).isEqualTo("degraded");
            assertThat(page.at("/groups/0/services/0/condition").asText()).isEqualTo("operational");
        }
    }

    @Test
    void theBadgeSaysHowThePageIs() {
        hosts.put("secret-never-heard", HostStatus.UP);
        incidents.add(incident());
        try (ApiServer api = server()) {
            HttpResponse<byte[]> badge = api.get("status/main/badge.svg");
            assertThat(badge.headers().firstValue("Content-Type").orElseThrow()).startsWith("image/svg+xml");
            assertThat(text(badge)).contains(">degraded</text>").doesNotContain("secret");
            assertThat(api.get("status/other/badge.svg").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void noHostIsEverNamed() {
        incidents.add(incident());
        try (ApiServer api = server()) {
            assertThat(text(api.get("status/main"))).doesNotContain("secret").doesNotContain("ada");
            assertThat(api.get("status/other").statusCode()).isEqualTo(404);
            assertThat(api.get("status/%3Cb%3E").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void thirtyDaysOfTwoHostsAreTheirMean() {
        Instant today = NOW.minus(Duration.ofHours(12));
        periods.put("secret-web-1", List.of(new StatusPeriod(HostStatus.UP, today, NOW, null)));
        periods.put(
                "secret-web-2",
                List.of(
                        new StatusPeriod(HostStatus.UP, today, NOW.minus(Duration.ofHours(6)), null),
                        new StatusPeriod(HostStatus.DOWN, NOW.minus(Duration.ofHours(6)), NOW, null)));
        try (ApiServer api = server()) {
            JsonNode service = ApiServer.json(api.get("status/main")).at("/groups/0/services/0");
            assertThat(service.get("uptime").asDouble()).isEqualTo(75);
            assertThat(service.get("days")).hasSize(30);
            assertThat(service.get("days").get(29).asDouble()).isEqualTo(75);
            assertThat(service.get("days").get(0).isNull()).isTrue();
        }
    }

    @Test
    void whoAsksOftenDoesNotAskTheDatabaseOften() {
        try (ApiServer api = server()) {
            for (int i = 0; i < 5; i++) {
                api.get("status/main");
            }
            assertThat(reads).isEqualTo(3);
            steady += 61_000;
            api.get("status/main");
            assertThat(reads).isEqualTo(6);
        }
    }

    @Test
    void whoManagesEveryHostBehindThePageWritesThere() {
        managed.addAll(PAGE.hosts());
        try (ApiServer api = server()) {
            HttpResponse<byte[]> opened = post(
                    api,
                    "status-pages/main/incidents",
                    "{\"title\":\" Slow \",\"impact\":\"major\",\"text\":\"<script>x</script>\"}");
            assertThat(opened.statusCode()).isEqualTo(201);
            JsonNode incident = ApiServer.json(opened);
            assertThat(incident.get("title").asText()).isEqualTo("Slow");
            assertThat(incident.at("/notes/0/author").asText()).isEqualTo("ada");
            String at = "status-pages/main/incidents/" + incident.get("id").asLong();
            assertThat(ApiServer.json(post(api, at, "{\"stage\":\"resolved\",\"text\":\"Fine.\"}"))
                            .get("stage")
                            .asText())
                    .isEqualTo("resolved");
            assertThat(ApiServer.json(api.get("status-pages"))
                            .at("/pages/0/incidents/0/notes")
                            .size())
                    .isEqualTo(2);
            assertThat(api.send(api.request(at).DELETE()).statusCode()).isEqualTo(204);
            assertThat(actions)
                    .containsExactly(
                            "incident.open main Slow", "incident.say main Slow: resolved", "incident.remove main Slow");
        }
    }

    @Test
    void nobodyElseDoes() {
        managed.addAll(List.of("secret-web-1", "secret-web-2"));
        try (ApiServer api = server()) {
            assertThat(post(api, "status-pages/main/incidents", "{\"title\":\"x\",\"text\":\"y\"}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(ApiServer.json(api.get("status-pages")).get("pages")).isEmpty();
            admin = true;
            assertThat(post(api, "status-pages/main/incidents", "{\"title\":\"x\",\"text\":\"y\"}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(post(api, "status-pages/none/incidents", "{\"title\":\"x\",\"text\":\"y\"}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(post(api, "status-pages/main/incidents/99", "{\"text\":\"y\"}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"text\":\"y\"}'",
        "'{\"title\":\" \",\"text\":\"y\"}'",
        "'{\"title\":\"x\"}'",
        "'{\"title\":\"x\",\"text\":\"y\",\"impact\":\"huge\"}'",
        "'{\"title\":\"x\",\"text\":\"y\",\"stage\":\"\"}'",
        "'[]'"
    })
    void whatCannotBeIsRefused(String body) {
        admin = true;
        try (ApiServer api = server()) {
            assertThat(post(api, "status-pages/main/incidents", body).statusCode())
                    .isEqualTo(400);
            assertThat(incidents).isEmpty();
        }
    }

    private static Incident incident() {
        return new Incident(
                7,
                "main",
                "Slow",
                Impact.MINOR,
                NOW,
                null,
                List.of(new Incident.Note(NOW, Stage.IDENTIFIED, "x", "ada")));
    }

    private ApiServer server() {
        StatusPages pages = new StatusPages(new StatusSettings(Map.of("main", PAGE), List.of()), null, time()) {
            @Override
            public List<Incident> incidents(String slug) {
                return incidents;
            }

            @Override
            public synchronized Optional<Incident> open(
                    String slug, String title, Impact impact, Stage stage, String text, String author) {
                incidents.add(new Incident(
                        incidents.size() + 1,
                        slug,
                        title,
                        impact,
                        NOW,
                        null,
                        List.of(new Incident.Note(NOW, stage, text, author))));
                return Optional.of(incidents.get(incidents.size() - 1));
            }

            @Override
            public synchronized Optional<Incident> say(String slug, long id, Stage stage, String text, String author) {
                Incident before = incidents.remove(0);
                List<Incident.Note> notes = new ArrayList<>(before.notes());
                notes.add(new Incident.Note(NOW, stage, text, author));
                incidents.add(new Incident(id, slug, before.title(), before.impact(), NOW, NOW, notes));
                return Optional.of(incidents.get(0));
            }

            @Override
            public synchronized void remove(long id) {
                incidents.clear();
            }
        };
        JsonOut out = new JsonOut();
        PublicPages shown = new PublicPages(pages, states(), transitions(), windows(), time());
        return new ApiServer(
                new StatusResource(shown, out),
                new StatusPagesResource(
                        pages,
                        new Somebody(
                                "ada",
                                () -> admin,
                                (host, role) -> managed.contains(host) && Role.MANAGER.includes(role)),
                        new Actor("ada", "::1"),
                        DeedsTold.to(deed -> actions.add(deed.action() + " " + deed.subject() + " " + deed.detail())),
                        out));
    }

    private TimeSource time() {
        return new TimeSource() {
            @Override
            public Instant wall() {
                return NOW;
            }

            @Override
            public long steadyMillis() {
                return steady;
            }
        };
    }

    private HostStates states() {
        return new HostStates(
                new HostSettings(Duration.ofSeconds(30), 2, List.of()), TimeSource.SYSTEM, new Lanes(), null, null) {
            @Override
            public Optional<HostState> find(String name) {
                return Optional.ofNullable(hosts.get(name))
                        .map(status ->
                                new HostState(name, status, NOW, NOW, 0, 30, Double.NaN, null, null, null, null));
            }
        };
    }

    private Transitions transitions() {
        return new Transitions() {
            @Override
            public List<StatusPeriod> periods(HostState host, Instant from, Instant now) {
                reads++;
                return periods.getOrDefault(host.name(), List.of());
            }
        };
    }

    private MaintenanceWindows windows() {
        return new MaintenanceWindows() {
            @Override
            public boolean covers(String host, Instant now) {
                return worked.contains(host);
            }
        };
    }

    private static HttpResponse<byte[]> post(ApiServer api, String path, String body) {
        return api.send(api.request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
