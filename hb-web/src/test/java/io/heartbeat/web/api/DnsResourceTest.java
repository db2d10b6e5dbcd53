package io.heartbeat.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Role;
import io.heartbeat.dns.DnsChange;
import io.heartbeat.dns.DnsDesk;
import io.heartbeat.dns.NameState;
import io.heartbeat.dns.RecordType;
import io.heartbeat.dns.Records;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DnsResourceTest {
    private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");

    private final List<Object> deeds = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private boolean manager = true;
    private List<String> queued = List.of("web.dyn.example.org");
    private boolean database = true;

    @Test
    void tellsNamesAndChangesInTheDocumentedShape() {
        try (ApiServer api = server()) {
            assertThat(text(api.get("hosts/web/dns?limit=7")))
                    .isEqualTo("{\"host\":\"web\",\"provider\":\"rfc2136\",\"dry_run\":false,\"kept\":null,"
                            + "\"names\":[{\"name\":\"web.dyn.example.org\",\"wanted\":{\"A\":\"192.0.2.8\"},"
                            + "\"published\":{\"A\":\"192.0.2.7\"},\"published_at\":\"2026-11-21T09:00:00Z\","
                            + "\"pending\":true,\"queued_at\":\"2026-11-21T09:00:00Z\",\"problem\":\"refused\"}],"
                            + "\"changes\":[{\"at\":\"2026-11-21T09:00:00Z\",\"name\":\"web.dyn.example.org\","
                            + "\"type\":\"A\",\"old\":null,\"new\":\"192.0.2.7\",\"provider\":\"rfc2136\","
                            + "\"result\":\"done\",\"detail\":\"\",\"cause\":\"heartbeat\"}]}");
            assertThat(asked).containsExactly("7 of web");
        }
    }

    @Test
    void aManagerHasTheRecordsSentAgainAndTheDeedIsTold() {
        try (ApiServer api = server()) {
            HttpResponse<byte[]> answer = post(api, "hosts/web/dns");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(text(answer)).isEqualTo("{\"host\":\"web\",\"queued\":[\"web.dyn.example.org\"]}");
            assertThat(asked).containsExactly("again web by ann");
            assertThat(deeds)
                    .containsExactly(Deed.toHost(new Actor("ann", "::1"), "host.dns", "web", "web.dyn.example.org"));
        }
    }

    @Test
    void whoMayOnlyLookIsRefused() {
        manager = false;
        try (ApiServer api = server()) {
            assertThat(api.get("hosts/web/dns").statusCode()).isEqualTo(200);
            assertThat(post(api, "hosts/web/dns").statusCode()).isEqualTo(403);
            assertThat(post(api, "hosts/other/dns").statusCode()).isEqualTo(404);
            assertThat(api.get("hosts/other/dns").statusCode()).isEqualTo(404);
            assertThat(asked).containsExactly("50 of web");
        }
    }

    @Test
    void nothingToPublishIsAConflictAndADatabaseThatIsAwayIsSaid() {
        queued = List.of();
        database = false;
        try (ApiServer api = server()) {
            assertThat(post(api, "hosts/web/dns").statusCode()).isEqualTo(409);
            assertThat(deeds).isEmpty();
            assertThat(api.get("hosts/web/dns").statusCode()).isEqualTo(503);
            assertThat(api.get("hosts/web/dns?limit=0").statusCode()).isEqualTo(400);
        }
    }

    private ApiServer server() {
        Hosts hosts = new Fleet().up("web", 1).visible(manager ? Role.MANAGER : Role.MONITOR);
        return new ApiServer(new DnsResource(hosts, desk(), new Actor("ann", "::1"), deeds(), new JsonOut()));
    }

    private DnsDesk desk() {
        return new DnsDesk(null, null, null) {
            @Override
            public View view(String host) {
                NameState state = new NameState(
                        "web.dyn.example.org",
                        host,
                        "dyn.example.org",
                        new Records(Map.of(RecordType.A, "192.0.2.8")),
                        new Records(Map.of(RecordType.A, "192.0.2.7")),
                        true,
                        false,
                        AT,
                        AT,
                        "refused",
                        "heartbeat");
                return new View("rfc2136", false, List.of(new Name(state, "refused")), null);
            }

            @Override
            public Optional<List<DnsChange>> changes(String host, int limit) {
                asked.add(limit + " of " + host);
                return database
                        ? Optional.of(List.of(new DnsChange(
                                AT,
                                host,
                                "web.dyn.example.org",
                                RecordType.A,
                                null,
                                "192.0.2.7",
                                "rfc2136",
                                "done",
                                "",
                                "heartbeat")))
                        : Optional.empty();
            }

            @Override
            public List<String> again(String host, String user) {
                asked.add("again " + host + " by " + user);
                return queued;
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

    private static HttpResponse<byte[]> post(ApiServer api, String path) {
        return api.send(api.request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
