package io.heartbeat.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.notify.Channel;
import io.heartbeat.notify.Outcome;
import io.heartbeat.notify.Receiver;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each service that speaks HTTP is sent, byte by byte. */
class BodiesTest {
    private final Recorder recorder = new Recorder();

    @AfterEach
    void close() {
        recorder.close();
    }

    @Test
    void pushoverIsSentAForm() {
        String yaml = "pushover_token: T0KEN\npushover_user: us3r\npushover_url: " + recorder.url("/1/messages.json");
        assertThat(Samples.send(yaml, Samples.fired()).kind()).isEqualTo(Outcome.Kind.SENT);
        assertThat(recorder.only().path()).isEqualTo("/1/messages.json");
        assertThat(recorder.only().headers().getFirst("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(recorder.only().body())
                .isEqualTo("token=T0KEN&user=us3r&message=CRITICAL%3A+web+-+cpu_monitor.cpu_percent+%3D+95.0"
                        + "&title=CRITICAL%3A+web+-+cpu_monitor.cpu_percent+%3D+95.0"
                        + "&url=https%3A%2F%2Fhb.example.org%2F&priority=1");
        Samples.send(yaml, Samples.resolved());
        assertThat(recorder.only().body()).endsWith("&priority=-1");
    }

    @Test
    void pushoversEmergencySaysHowOftenAndHowLong() {
        Channel channel = Samples.channel("pushover_token: T0KEN\npushover_url: " + recorder.url("/1/messages.json"));
        Receiver ann = new Receiver("user:ann", Map.of("user", "annk3y", "device", "phone", "priority", "2"));
        Samples.send(channel, ann, Samples.fired(), Duration.ofSeconds(60));
        assertThat(recorder.only().body())
                .contains("user=annk3y")
                .endsWith("&priority=2&retry=60&expire=3600&device=phone");
        Samples.send(channel, ann, Samples.resolved(), Duration.ofSeconds(60));
        assertThat(recorder.only().body()).endsWith("&priority=-1&device=phone");
    }

    @Test
    void pushoverTakesSoMuchAndNoMore() {
        String yaml = "pushover_token: T0KEN\npushover_user: us3r\npushover_url: " + recorder.url("/");
        Samples.send(yaml, Samples.letter("t".repeat(300), "m".repeat(2_000), Samples.fire()));
        assertThat(recorder.only().body())
                .contains("&message=" + "m".repeat(1_023) + "%E2%80%A6&")
                .contains("&title=" + "t".repeat(249) + "%E2%80%A6&");
    }

    @Test
    void mattermostIsSentText() {
        String yaml = "mattermost_url: " + recorder.url("/hooks/s3cretkey")
                + "\nmattermost_channel: town\nmattermost_username: hb\nmattermost_icon_url: https://x.org/i.png\n"
                + "mattermost_priority: important";
        Samples.send(yaml, Samples.fired());
        assertThat(recorder.only().path()).isEqualTo("/hooks/s3cretkey");
        assertThat(recorder.only().body())
                .isEqualTo(
                        "{\"text\":\"CRITICAL: web - cpu_monitor.cpu_percent = 95.0\",\"channel\":\"town\","
                                + "\"username\":\"hb\",\"icon_url\":\"https://x.org/i.png\",\"priority\":{\"priority\":\"important\"}}");
        Samples.send("mattermost_url: " + recorder.url("/hooks/k"), Samples.resolved());
        assertThat(recorder.only().body())
                .isEqualTo("{\"text\":\"RECOVERED: web - cpu_monitor.cpu_percent = 75.0 (CRITICAL -> OK)\"}");
    }

    @Test
    void signalIsSentOneRecipientAtATime() {
        recorder.answers(201, "{\"timestamp\":\"1767323045000\"}");
        String yaml =
                "signal_number: \"+15550199\"\nsignal_recipients: [\"+15550100\"]\nsignal_url: " + recorder.url("/");
        assertThat(Samples.send(yaml, Samples.fired()))
                .isEqualTo(Outcome.sent(201, "{\"timestamp\":\"1767323045000\"}"));
        assertThat(recorder.only().path()).isEqualTo("/v2/send");
        assertThat(recorder.only().body())
                .isEqualTo("{\"number\":\"+15550199\",\"recipients\":[\"+15550100\"],"
                        + "\"message\":\"CRITICAL: web - cpu_monitor.cpu_percent = 95.0\",\"text_mode\":\"normal\"}");
        recorder.answers(201, "{\"timestamp\":\"1\",\"errors\":[{\"recipient\":\"+15550100\"}]}");
        assertThat(Samples.send(yaml, Samples.fired()).kind()).isEqualTo(Outcome.Kind.RETRY);
    }

    @Test
    void ntfyIsSentATopic() {
        String yaml = "ntfy_topic: t0pic\nntfy_token: tk_abc\nntfy_url: " + recorder.url("/");
        Samples.send(yaml, Samples.fired());
        assertThat(recorder.only().path()).isEqualTo("/");
        assertThat(recorder.only().headers().getFirst("Authorization")).isEqualTo("Bearer tk_abc");
        assertThat(recorder.only().body())
                .isEqualTo("{\"topic\":\"t0pic\",\"title\":\"CRITICAL: web - cpu_monitor.cpu_percent = 95.0\","
                        + "\"message\":\"CRITICAL: web - cpu_monitor.cpu_percent = 95.0\",\"priority\":5,"
                        + "\"tags\":[\"rotating_light\"],\"click\":\"https://hb.example.org/\"}");
        Samples.send(yaml, Samples.resolved());
        assertThat(recorder.only().body()).contains("\"priority\":2,\"tags\":[\"white_check_mark\"]");
        Samples.send(yaml, Samples.letter("t", "ü".repeat(5_000), Samples.fire()));
        assertThat(recorder.only().body()).contains("ü".repeat(2_000) + "").doesNotContain("ü".repeat(2_048));
    }

    @Test
    void slackIsSentText() {
        Samples.send("slack_url: " + recorder.url("/services/T/B/XYZ"), Samples.fired());
        assertThat(recorder.only().path()).isEqualTo("/services/T/B/XYZ");
        assertThat(recorder.only().body())
                .isEqualTo("{\"text\":\"CRITICAL: web - cpu_monitor.cpu_percent = 95.0\",\"unfurl_links\":false}");
    }

    @Test
    void discordIsSentContentThatCallsNobody() {
        recorder.answers(204, "");
        String yaml = "discord_url: " + recorder.url("/api/webhooks/1/abc");
        assertThat(Samples.send(yaml, Samples.fired())).isEqualTo(Outcome.sent(204, ""));
        assertThat(recorder.only().body())
                .isEqualTo("{\"content\":\"CRITICAL: web - cpu_monitor.cpu_percent = 95.0\",\"username\":\"Heartbeat\","
                        + "\"allowed_mentions\":{\"parse\":[]}}");
        recorder.answers(429, "{\"message\":\"You are being rate limited.\",\"retry_after\":0.65}");
        assertThat(Samples.send(yaml, Samples.fired()).pause()).isEqualTo(Duration.ofMillis(650));
    }

    @Test
    void telegramIsSentToAChat() {
        String yaml = "telegram_token: \"123:abcDEF\"\ntelegram_chat: \"-100200\"\ntelegram_url: " + recorder.url("");
        Samples.send(yaml, Samples.fired());
        assertThat(recorder.only().path()).isEqualTo("/bot123:abcDEF/sendMessage");
        assertThat(recorder.only().body())
                .isEqualTo("{\"chat_id\":\"-100200\",\"text\":\"CRITICAL: web - cpu_monitor.cpu_percent = 95.0\","
                        + "\"link_preview_options\":{\"is_disabled\":true}}");
        recorder.answers(
                429, "{\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":35},\"description\":\"slow\"}");
        assertThat(Samples.send(yaml, Samples.fired()).pause()).isEqualTo(Duration.ofSeconds(35));
    }

    @Test
    void aWebhookIsSentWhatAlertmanagerSends() {
        String yaml = "webhook_url: " + recorder.url("/in") + "\nwebhook_authorization: Bearer abcdef";
        Samples.send(yaml, Samples.letter("2 alerts", "2 alerts", Samples.fire(), Samples.over()));
        assertThat(recorder.only().headers().getFirst("Authorization")).isEqualTo("Bearer abcdef");
        String labels = "{\"alertname\":\"cpu_monitor.cpu_percent\",\"host\":\"web\",\"origin\":\"threshold\","
                + "\"severity\":\"critical\"}";
        String fingerprint = recorder.only().body().replaceAll(".*\"fingerprint\":\"([0-9a-f]{16})\".*", "$1");
        assertThat(recorder.only().body())
                .isEqualTo("{\"version\":\"4\",\"groupKey\":\"ops:default\",\"truncatedAlerts\":0,\"receiver\":\"ops\","
                        + "\"status\":\"firing\",\"groupLabels\":{},\"commonLabels\":" + labels
                        + ",\"commonAnnotations\":{},\"externalURL\":\"https://hb.example.org/\",\"alerts\":["
                        + "{\"status\":\"firing\",\"labels\":" + labels
                        + ",\"annotations\":{\"summary\":\"CRITICAL: web - cpu_monitor.cpu_percent = 95.0\"},"
                        + "\"startsAt\":\"2026-01-02T03:04:05Z\",\"endsAt\":\"0001-01-01T00:00:00Z\","
                        + "\"generatorURL\":\"https://hb.example.org/\",\"fingerprint\":\"" + fingerprint + "\"},"
                        + "{\"status\":\"resolved\",\"labels\":" + labels
                        + ",\"annotations\":{\"summary\":\"RECOVERED: web - cpu_monitor.cpu_percent = 75.0 (CRITICAL -> OK)\"},"
                        + "\"startsAt\":\"2026-01-02T03:04:05Z\",\"endsAt\":\"2026-01-02T03:05:05Z\","
                        + "\"generatorURL\":\"https://hb.example.org/\",\"fingerprint\":\"" + fingerprint + "\"}]}");
    }

    @Test
    void aUsersOwnWebhookDoesNotLearnTheChannelsAuthorization() {
        Channel channel =
                Samples.channel("webhook_url: " + recorder.url("/in") + "\nwebhook_authorization: Bearer abcdef");
        Receiver ann = new Receiver("user:ann", Map.of("url", recorder.url("/anns")));
        Samples.send(channel, ann, Samples.fired(), Duration.ofSeconds(60));
        assertThat(recorder.only().path()).isEqualTo("/anns");
        assertThat(recorder.only().headers().getFirst("Authorization")).isNull();
    }

    @Test
    void aUsersOwnAddressIsUsedInsteadOfTheChannels() {
        Channel channel = Samples.channel("slack_url: " + recorder.url("/channels"));
        Receiver ann = new Receiver("user:ann", Map.of("url", recorder.url("/anns")));
        Samples.send(channel, ann, Samples.fired(), Duration.ofSeconds(60));
        assertThat(recorder.only().path()).isEqualTo("/anns");
    }
}
