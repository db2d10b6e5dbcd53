package io.heartbeat.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Role;
import io.heartbeat.command.AgentReport;
import io.heartbeat.command.Command;
import io.heartbeat.command.CommandDesk;
import io.heartbeat.command.CommandSettings;
import io.heartbeat.command.CommandState;
import io.heartbeat.command.Parcels;
import io.heartbeat.command.Task;
import jakarta.enterprise.event.Event;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsResourceTest {
    private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");
    private static final String DONE = "{\"id\":\"5f\",\"host\":\"web\",\"kind\":\"command\",\"command\":\"tail\","
            + "\"version\":null,\"state\":\"done\",\"by\":\"ann\",\"queued_at\":\"2026-11-21T09:00:00Z\","
            + "\"expires_at\":\"2026-11-21T09:01:00Z\",\"sent_at\":\"2026-11-21T09:00:00Z\","
            + "\"answered_at\":\"2026-11-21T09:00:00Z\",\"status\":\"ok\",";

    private final List<Object> deeds = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private boolean manager = true;
    private boolean queued = true;

    @TempDir
    private Path agents;

    @Test
    void tellsTheAllowListAndWhatWasAskedInTheDocumentedShape() {
        try (ApiServer api = server()) {
            assertThat(text(api.get("hosts/web/commands?limit=7")))
                    .isEqualTo("{\"host\":\"web\",\"signed\":true,\"agent\":{\"version\":\"1.0.0\","
                            + "\"reported_at\":\"2026-11-21T09:00:00Z\",\"commands\":[{\"name\":\"tail\",\"args\":2}],"
                            + "\"upgrade\":true},\"upgrades\":[\"1.1.0\"],\"commands\":[" + DONE
                            + "\"args\":[\"20\"],\"output\":\"secret\"}]}");
            assertThat(asked).containsExactly("7 of web");
            assertThat(text(api.get("hosts/web/commands/5f")))
                    .isEqualTo(DONE + "\"args\":[\"20\"],\"output\":\"secret\"}");
            assertThat(api.get("hosts/web/commands/6").statusCode()).isEqualTo(404);
            assertThat(text(api.get("hosts/web/commands/6"))).contains("unknown-command");
            assertThat(api.get("hosts/web/commands?limit=0").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aMonitorSeesNeitherArgumentsNorOutputAndMayAskNothing() {
        manager = false;
        try (ApiServer api = server()) {
            assertThat(text(api.get("hosts/web/commands/5f"))).isEqualTo(DONE + "\"args\":null,\"output\":null}");
            assertThat(text(api.get("hosts/web/commands"))).doesNotContain("secret", "\"20\"");
            assertThat(post(api, "hosts/web/commands", "{\"command\":\"tail\"}").statusCode())
                    .isEqualTo(403);
            assertThat(post(api, "hosts/web/upgrade", "{}").statusCode()).isEqualTo(403);
            assertThat(delete(api, "hosts/web/commands/5f").statusCode()).isEqualTo(403);
            assertThat(post(api, "hosts/other/commands", "{\"command\":\"tail\"}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(api.get("hosts/other/commands").statusCode()).isEqualTo(404);
            assertThat(deeds).isEmpty();
        }
    }

    @Test
    void aManagerQueuesAndTheDeedIsTold() {
        try (ApiServer api = server()) {
            HttpResponse<byte[]> answer =
                    post(api, "hosts/web/commands", "{\"command\":\"tail\",\"args\":[\"20\",\"ü\"],\"expires_in\":30}");
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(text(answer)).contains("\"id\":\"5f\"");
            assertThat(post(api, "hosts/web/upgrade", "").statusCode()).isEqualTo(201);
            assertThat(post(api, "hosts/web/upgrade", "{\"version\":\"1.1.0\"}").statusCode())
                    .isEqualTo(201);
            assertThat(asked)
                    .containsExactly("tail [20, ü] PT30S by ann", "upgrade null by ann", "upgrade 1.1.0 by ann");
            Actor ann = new Actor("ann", "::1");
            assertThat(deeds.subList(0, 2))
                    .containsExactly(
                            new Deed(ann, "host.command", "web", "tail", "5f"),
                            new Deed(ann, "host.upgrade", "web", null, "5f"));
        }
    }

    @Test
    void wishesThatMakeNoSenseAreRefused() {
        try (ApiServer api = server()) {
            for (String body : List.of(
                    "{}",
                    "{\"command\":\"\"}",
                    "{\"command\":7}",
                    "{\"command\":\"x\",\"args\":\"a\"}",
                    "{\"command\":\"x\",\"args\":[1]}",
                    "{\"command\":\"x\",\"expires_in\":61}",
                    "{\"command\":\"x\",\"expires_in\":4}",
                    "no JSON")) {
                assertThat(post(api, "hosts/web/commands", body).statusCode())
                        .as(body)
                        .isEqualTo(400);
            }
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void onlyWhatIsQueuedCanBeTakenBack() {
        try (ApiServer api = server()) {
            assertThat(delete(api, "hosts/web/commands/5f").statusCode()).isEqualTo(200);
            assertThat(deeds)
                    .containsExactly(new Deed(new Actor("ann", "::1"), "host.command.cancel", "web", "tail", "5f"));
            queued = false;
            assertThat(delete(api, "hosts/web/commands/5f").statusCode()).isEqualTo(409);
            assertThat(delete(api, "hosts/web/commands/6").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void tellsWhichAgentsThereAre() throws IOException {
        Files.writeString(agents.resolve("hbc-1.1.0.zip"), "agent");
        try (ApiServer api = server()) {
            assertThat(text(api.get("agent/versions")))
                    .isEqualTo("{\"url\":\"https://hb/agent/\",\"versions\":[{\"version\":\"1.1.0\","
                            + "\"file\":\"hbc-1.1.0.zip\",\"bytes\":5,\"sha256\":"
                            + "\"d4f0bc5a29de06b510f9aa428f1eedba926012b591fef7a518e776a7c9bd1824\"}]}");
        }
    }

    private ApiServer server() {
        Hosts hosts = new Fleet().up("web", 1).visible(manager ? Role.MANAGER : Role.MONITOR);
        Actor ann = new Actor("ann", "::1");
        Parcels parcels = new Parcels(new CommandSettings(agents, Optional.of("https://hb"), Duration.ofDays(1)));
        return new ApiServer(
                new CommandsResource(hosts, desk(), ann, deeds(), new JsonOut()),
                new UpgradeResource(hosts, desk(), ann, deeds(), new JsonOut()),
                new AgentVersionsResource(parcels, new JsonOut()),
                new CommandProblems());
    }

    private static Command command() {
        return new Command(
                "5f",
                "web",
                Task.command("tail", List.of("20")),
                "ann",
                CommandState.DONE,
                AT,
                AT.plusSeconds(60),
                AT,
                AT,
                "ok",
                "secret");
    }

    private CommandDesk desk() {
        return new CommandDesk(null, null, null, null, null) {
            @Override
            public boolean signs(String host) {
                return true;
            }

            @Override
            public Optional<AgentReport> agent(String host) {
                return Optional.of(
                        new AgentReport(host, "1.0.0", List.of(new AgentReport.Allowed("tail", 2)), true, AT));
            }

            @Override
            public List<String> upgrades(String host) {
                return List.of("1.1.0");
            }

            @Override
            public List<Command> newest(String host, int limit) {
                asked.add(limit + " of " + host);
                return List.of(command());
            }

            @Override
            public Optional<Command> find(String host, String id) {
                return id.equals("5f") ? Optional.of(command()) : Optional.empty();
            }

            @Override
            public Command queue(String host, String name, List<String> args, Duration expiresIn, String actor) {
                asked.add(name + " " + args + " " + expiresIn + " by " + actor);
                return command();
            }

            @Override
            public Command upgrade(String host, String version, String actor) {
                asked.add("upgrade " + version + " by " + actor);
                return command();
            }

            @Override
            public Optional<Command> cancel(String host, String id) {
                return queued ? Optional.of(command()) : Optional.empty();
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

    private static HttpResponse<byte[]> delete(ApiServer api, String path) {
        return api.send(api.request(path).DELETE());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
