package io.heartbeat.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Role;
import io.heartbeat.notify.Channel;
import io.heartbeat.notify.DeliveryState;
import io.heartbeat.notify.Draft;
import io.heartbeat.notify.Letter;
import io.heartbeat.notify.Notification;
import io.heartbeat.notify.NotificationDesk;
import io.heartbeat.notify.Occasion;
import io.heartbeat.notify.Outcome;
import io.heartbeat.notify.Preview;
import io.heartbeat.notify.Receiver;
import io.heartbeat.notify.Wording;
import io.heartbeat.threshold.Level;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotificationsResourceTest {
    private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");

    private final List<Object> deeds = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private boolean admin = true;
    private Role role = Role.OWNER;
    private String self = "ann";
    private boolean busy;
    private boolean often;

    @Test
    void tellsTheLogInTheDocumentedShape() {
        try (ApiServer api = server()) {
            assertThat(text(api.get("notifications?host=web&channel=mail&state=failed&before=9&limit=7")))
                    .isEqualTo(
                            "{\"notifications\":[{\"id\":8,\"alert\":3,\"host\":\"web\",\"metric_path\":\"heartbeat\","
                                    + "\"occasion\":\"fired\",\"level\":\"critical\",\"text\":\"CRITICAL: web\",\"channel\":\"mail\","
                                    + "\"receiver\":\"user:ann\",\"state\":\"failed\",\"created_at\":\"2026-11-21T09:00:00Z\","
                                    + "\"due_at\":\"2026-11-21T09:00:00Z\",\"done_at\":\"2026-11-21T09:00:00Z\",\"attempts\":1,"
                                    + "\"status\":550,\"answer\":\"550 no\"},{\"id\":5,\"alert\":0,\"host\":\"\",\"metric_path\":\"heartbeat\","
                                    + "\"occasion\":\"test\",\"level\":\"critical\",\"text\":\"CRITICAL: \",\"channel\":\"mail\","
                                    + "\"receiver\":\"user:ann\",\"state\":\"failed\",\"created_at\":\"2026-11-21T09:00:00Z\","
                                    + "\"due_at\":\"2026-11-21T09:00:00Z\",\"done_at\":\"2026-11-21T09:00:00Z\",\"attempts\":1,"
                                    + "\"status\":550,\"answer\":\"550 no\"}]}");
            assertThat(asked).containsExactly("7 of web mail FAILED before 9");
            assertThat(api.get("notifications?state=lost").statusCode()).isEqualTo(400);
            assertThat(api.get("notifications?before=x").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void whoOnlySeesTheHostReadsNoAnswersAndNoTests() {
        admin = false;
        role = Role.MONITOR;
        self = "bob";
        try (ApiServer api = server()) {
            assertThat(text(api.get("notifications")))
                    .contains("\"id\":8", "\"answer\":null")
                    .doesNotContain("550 no", "\"id\":5");
            self = "ann";
            assertThat(text(api.get("notifications")))
                    .as("the own test with its answer")
                    .contains("\"id\":5", "550 no");
            self = "bob";
            assertThat(api.get("notifications/channels").statusCode()).isEqualTo(403);
            assertThat(post(api, "notifications/preview", "{\"channel\":\"mail\"}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post(
                                    api,
                                    "notifications/test",
                                    "{\"channel\":\"mail\",\"receiver\":\"user:ann\",\"host\":\"web\"}")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void tellsTheChannels() {
        try (ApiServer api = server()) {
            assertThat(text(api.get("notifications/channels")))
                    .isEqualTo(
                            "{\"channels\":[{\"name\":\"mail\",\"service\":\"email\",\"receivers\":[\"user:ann\"],"
                                    + "\"per_minute\":30,\"concurrency\":2,\"waiting\":4,\"oldest\":\"2026-11-21T09:00:00Z\"}]}");
        }
    }

    @Test
    void aTestTellsStatusAndAnswerAndTheDeedIsNoted() {
        try (ApiServer api = server()) {
            assertThat(text(post(api, "notifications/test", "{\"channel\":\"mail\"}")))
                    .isEqualTo("{\"channel\":\"mail\",\"receiver\":\"ops\",\"result\":\"refused\",\"status\":550,"
                            + "\"answer\":\"no ***\",\"took_ms\":41}");
            assertThat(deeds)
                    .containsExactly(Deed.to(new Actor("ann", "::1"), "notification.test", "mail", "ops: refused"));
            assertThat(post(api, "notifications/test", "{\"channel\":\"pigeon\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(post(api, "notifications/test", "{\"channel\":\"mail\",\"receiver\":\"x\"}")
                            .statusCode())
                    .isEqualTo(409);
            often = true;
            assertThat(post(api, "notifications/test", "{\"channel\":\"mail\"}").statusCode())
                    .isEqualTo(429);
            often = false;
            busy = true;
            assertThat(post(api, "notifications/test", "{\"channel\":\"mail\"}").statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void whoOwnsAHostTriesTheOwnChannelsAndNoOthers() {
        admin = false;
        try (ApiServer api = server()) {
            String own = "{\"channel\":\"mail\",\"receiver\":\"user:ann\",\"host\":\"web\"}";
            assertThat(post(api, "notifications/test", own).statusCode()).isEqualTo(200);
            assertThat(post(api, "notifications/test", own.replace("web", "other"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post(api, "notifications/test", own.replace("user:ann", "user:bob"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post(api, "notifications/test", "{\"channel\":\"mail\"}").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aPreviewIsTheLetterOrTheReasonWhyThereIsNone() {
        try (ApiServer api = server()) {
            assertThat(text(post(
                            api, "notifications/preview", "{\"channel\":\"mail\",\"subject\":\"S\",\"alerts\":[3]}")))
                    .isEqualTo(
                            "{\"channel\":\"mail\",\"subject\":\"S\",\"text\":\"t\",\"html\":\"<p>h</p>\",\"request\":{"
                                    + "\"url\":\"https://x.org/***\",\"content_type\":\"text/plain\",\"headers\":{\"Authorization\":\"***\"},"
                                    + "\"body\":\"t\"}}");
            assertThat(text(post(api, "notifications/preview", "{\"channel\":\"mail\",\"subject\":\"S\"}")))
                    .endsWith("\"request\":null}");
            assertThat(asked).containsExactly("preview [3]", "preview []");
            assertThat(text(api.get("notifications/templates")))
                    .isEqualTo(
                            "{\"templates\":[{\"channel\":\"mail\",\"service\":\"email\",\"subject\":\"S\",\"text\":\"T\","
                                    + "\"html\":\"<p>H</p>\"}]}");
            HttpResponse<byte[]> wrong =
                    post(api, "notifications/preview", "{\"channel\":\"mail\",\"subject\":\"{{x}}\"}");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(text(wrong)).contains("the template cannot be used: no x");
        }
    }

    private ApiServer server() {
        NotificationDesk desk = desk();
        return new ApiServer(new NotificationsResource(
                new SeenDeliveries(desk, viewer()), desk, viewer(), new Actor("ann", "::1"), deeds(), new JsonOut()));
    }

    private Viewer viewer() {
        return new Viewer() {
            @Override
            public String name() {
                return self;
            }

            @Override
            public boolean admin() {
                return admin;
            }

            @Override
            public boolean may(String host, Role needed) {
                return host.equals("web") && role.includes(needed);
            }

            @Override
            public boolean valid() {
                return true;
            }
        };
    }

    private NotificationDesk desk() {
        return new NotificationDesk(null, null, null, null, null) {
            @Override
            public List<View> channels() {
                return List.of(new View("mail", "email", List.of("user:ann"), 30, 2, 4, AT));
            }

            @Override
            public Optional<List<Notification>> log(
                    long before, String host, String channel, DeliveryState state, int limit) {
                asked.add(limit + " of " + host + " " + channel + " " + state + " before " + before);
                return Optional.of(List.of(row(8, 3, "web"), row(7, 2, "hidden"), row(5, 0, "")));
            }

            @Override
            public Optional<Channel> channel(String name) {
                return name.equals("mail")
                        ? Optional.of(new Channel("mail", "email", null, 30, 2, Duration.ofSeconds(1)))
                        : Optional.empty();
            }

            @Override
            public Optional<Receiver> receiver(Channel channel, String name) {
                return "x".equals(name)
                        ? Optional.empty()
                        : Optional.of(new Receiver(name == null ? "ops" : name, Map.of()));
            }

            @Override
            public Optional<Tried> test(Channel channel, Receiver receiver, String by) {
                return busy
                        ? Optional.empty()
                        : Optional.of(new Tried(receiver.name(), Outcome.refused(550, "no ***"), 41));
            }

            @Override
            public boolean mayTest(String by) {
                return !often;
            }

            @Override
            public Wording wording(Channel channel) {
                return new Wording("S", "T", "<p>H</p>");
            }

            @Override
            public Preview preview(Channel channel, Wording wording, List<Long> alerts) {
                asked.add("preview " + alerts);
                if (wording.subject().contains("{{")) {
                    throw new IllegalArgumentException("no x");
                }
                Letter letter =
                        new Letter("1", List.of(), "mail", wording.subject(), "t", "<p>h</p>", "", AT, List.of());
                Draft draft = new Draft("https://x.org/***", "text/plain", Map.of("Authorization", "***"), "t");
                return new Preview(letter, alerts.isEmpty() ? null : draft);
            }
        };
    }

    private static Notification row(long id, long alert, String host) {
        return new Notification(
                id,
                id,
                alert,
                host,
                "heartbeat",
                alert == 0 ? Occasion.TEST : Occasion.FIRED,
                Level.OK,
                Level.CRITICAL,
                Double.NaN,
                Double.NaN,
                AT,
                "CRITICAL: " + host,
                "mail",
                "user:ann",
                DeliveryState.FAILED,
                AT,
                AT,
                AT,
                1,
                id + ".1",
                550,
                "550 no");
    }

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

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
