package io.heartbeat.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.access.AccessSettings;
import io.heartbeat.access.Accounts;
import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.External;
import io.heartbeat.access.Origin;
import io.heartbeat.access.User;
import io.heartbeat.access.Users;
import io.heartbeat.notify.Channel;
import io.heartbeat.notify.NotificationDesk;
import io.heartbeat.notify.NotifySettings;
import io.heartbeat.notify.Outcome;
import io.heartbeat.notify.OwnChannels;
import io.heartbeat.notify.Receiver;
import io.heartbeat.notify.Recipient;
import io.heartbeat.settings.Settings;
import io.heartbeat.web.Somebody;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users do with their own channels: secrets go in and never come out. */
class OwnChannelsResourceTest {
    private static final Actor ANN = new Actor("ann", "::1");

    @TempDir
    Path folder;

    private final Map<String, Recipient> kept = new LinkedHashMap<>();
    private final List<Receiver> tried = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();
    private Origin origin = Origin.CONSOLE;
    private boolean often;
    private NotifySettings settings;

    @BeforeEach
    void configure() throws IOException {
        Path file = Files.writeString(
                folder.resolve("hb.yaml"),
                "pushsrv: [email, ntfy, slack]\nsmtp_host: mail\nntfy_topic: t\nslack_url: https://hooks.example.org/x\n");
        settings = Settings.load(file, Map.of(), NotifySettings::from).value();
    }

    @Test
    void aSecretGoesInAndNeverComesOut() {
        try (ApiServer api = server("ann")) {
            HttpResponse<byte[]> set = put(api, "ntfy", "{\"values\":{\"topic\":\"s3cret-topic\"}}");
            assertThat(text(set))
                    .isEqualTo(
                            "{\"channel\":\"ntfy\",\"enabled\":true,\"available\":true,\"values\":{\"topic\":null}}");
            assertThat(kept.get("ntfy")).isEqualTo(new Recipient("ntfy", Map.of("topic", "s3cret-topic"), true, true));
            put(api, "Email", "{\"enabled\":false,\"values\":{\"address\":\"ann@example.org\"}}");
            assertThat(text(api.get("account/channels")))
                    .startsWith(
                            "{\"editable\":true,\"available\":[{\"channel\":\"email\",\"service\":\"email\",\"values\":["
                                    + "{\"key\":\"address\",\"secret\":false,\"needed\":true,\"rule\":\"one mail address")
                    .endsWith(
                            "\"channels\":[{\"channel\":\"ntfy\",\"enabled\":true,\"available\":true,\"values\":{\"topic\":null}},"
                                    + "{\"channel\":\"email\",\"enabled\":false,\"available\":true,"
                                    + "\"values\":{\"address\":\"ann@example.org\"}}]}")
                    .doesNotContain("s3cret");
            put(api, "ntfy", "{\"enabled\":false}");
            assertThat(kept.get("ntfy"))
                    .as("what was not said stays")
                    .isEqualTo(new Recipient("ntfy", Map.of("topic", "s3cret-topic"), false, true));
        }
    }

    @Test
    void whatCannotBeIsSaidWithoutTheValue() {
        try (ApiServer api = server("ann")) {
            HttpResponse<byte[]> wrong = put(api, "slack", "{\"values\":{\"url\":\"http://10.0.0.1/s3cret\"}}");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(text(wrong)).contains("notify_user_hosts").doesNotContain("s3cret");
            assertThat(put(api, "email", "{\"values\":{\"address\":7}}").statusCode())
                    .isEqualTo(400);
            assertThat(put(api, "email", "{\"values\":{\"address\":null}}").statusCode())
                    .isEqualTo(400);
            HttpResponse<byte[]> unknown = put(api, "pigeon", "{}");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(text(unknown)).contains("unknown-channel");
            assertThat(kept).isEmpty();
        }
    }

    @Test
    void aTryTellsStatusAndAnswerAndIsNoted() {
        kept.put("email", new Recipient("email", Map.of("address", "ann@example.org"), false, true));
        try (ApiServer api = server("ann")) {
            assertThat(text(post(api, "account/channels/email/test")))
                    .isEqualTo("{\"channel\":\"email\",\"receiver\":\"user:ann\",\"result\":\"refused\",\"status\":550,"
                            + "\"answer\":\"no ***\",\"took_ms\":41}");
            assertThat(tried).containsExactly(new Receiver("user:ann", Map.of("address", "ann@example.org"), true));
            assertThat(deeds).containsExactly(Deed.to(ANN, "notification.test", "email", "user:ann: refused"));
            assertThat(post(api, "account/channels/ntfy/test").statusCode()).isEqualTo(404);
            often = true;
            HttpResponse<byte[]> late = post(api, "account/channels/email/test");
            assertThat(late.statusCode()).isEqualTo(429);
            assertThat(late.headers().firstValue("Retry-After")).contains("5");
        }
    }

    @Test
    void oneIsTakenAwayOnce() {
        kept.put("email", new Recipient("email", Map.of("address", "ann@example.org"), true, true));
        try (ApiServer api = server("ann")) {
            assertThat(delete(api, "email").statusCode()).isEqualTo(204);
            assertThat(delete(api, "email").statusCode()).isEqualTo(404);
            assertThat(kept).isEmpty();
        }
    }

    @Test
    void thoseOfTheConfigurationAreShownAndTriedOnly() {
        origin = Origin.CONFIGURATION;
        kept.put("ntfy", new Recipient("ntfy", Map.of("topic", "s3cret")));
        try (ApiServer api = server("ann")) {
            assertThat(text(api.get("account/channels")))
                    .contains("\"editable\":false", "\"values\":{\"topic\":null}")
                    .doesNotContain("s3cret");
            assertThat(post(api, "account/channels/ntfy/test").statusCode()).isEqualTo(200);
            assertThat(tried).extracting(Receiver::typed).containsExactly(false);
        }
    }

    @Test
    void withoutALoginThereIsNothing() {
        try (ApiServer api = server(null)) {
            assertThat(api.get("account/channels").statusCode()).isEqualTo(401);
        }
    }

    private ApiServer server(String name) {
        return new ApiServer(new OwnChannelsResource(
                users(),
                accounts(),
                desk(),
                new Somebody(name, () -> false, (host, role) -> false),
                ANN,
                DeedsTold.to(deeds::add),
                new JsonOut()));
    }

    private Users users() {
        return new Users(new AccessSettings(Map.of(), Optional.empty(), Map.of(), false)) {
            @Override
            public Optional<User> find(String name) {
                return Optional.of(new User(
                        name,
                        name,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        true,
                        origin,
                        new External(null, Set.of()),
                        List.copyOf(kept.values())));
            }
        };
    }

    private Accounts accounts() {
        return new Accounts() {
            @Override
            public synchronized void channel(Actor actor, String name, Recipient recipient) {
                kept.put(recipient.channel(), recipient);
            }

            @Override
            public synchronized boolean removeChannel(Actor actor, String name, String channel) {
                return kept.remove(channel) != null;
            }
        };
    }

    private NotificationDesk desk() {
        return new NotificationDesk(null, null, null, null, null) {
            @Override
            public OwnChannels own() {
                return new OwnChannels(settings);
            }

            @Override
            public Optional<Channel> channel(String name) {
                return Optional.ofNullable(settings.channels().get(name));
            }

            @Override
            public boolean mayTest(String by) {
                return !often;
            }

            @Override
            public Optional<Tried> test(Channel channel, Receiver receiver, String by) {
                tried.add(receiver);
                return Optional.of(new Tried(receiver.name(), Outcome.refused(550, "no ***"), 41));
            }
        };
    }

    private static HttpResponse<byte[]> put(ApiServer api, String channel, String body) {
        return api.send(api.request("account/channels/" + channel)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<byte[]> post(ApiServer api, String path) {
        return api.send(api.request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static HttpResponse<byte[]> delete(ApiServer api, String channel) {
        return api.send(api.request("account/channels/" + channel).DELETE());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
