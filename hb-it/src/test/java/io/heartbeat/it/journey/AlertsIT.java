package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts from a datagram to the API, and through the death of the server. */
class AlertsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIMITS = "thresholds: {cpu_monitor: {cpu_percent: {warning: 80, critical: 90}}}";
    private static final int HOSTS = 2_000;

    private final Ports ports = Ports.free();

    @TempDir
    Path folder;

    @Test
    void firesIsSilencedRecoversAndIsJournaled() throws IOException {
        try (Hbd hbd = Hbd.ready(folder, ports, LIMITS)) {
            cpu(hbd, "web", 91.5);
            JsonNode alert = awaitAlerts(hbd, 1).get("alerts").get(0);
            assertThat(alert.get("metric_path").asText()).isEqualTo("cpu_monitor.cpu_percent");
            assertThat(alert.get("level").asText()).isEqualTo("critical");
            assertThat(hbd.post("/api/0/alerts/" + alert.get("id") + "/acknowledge", "{\"comment\":\"on it\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(hbd.post(
                                    "/api/0/silences",
                                    "{\"matchers\":[{\"field\":\"host\",\"value\":\"web\"}],\"duration\":3600,\"comment\":\"quiet\"}")
                            .statusCode())
                    .isEqualTo(201);
            cpu(hbd, "web", 75);
            awaitAlerts(hbd, 0);
            assertThat(texts(hbd))
                    .containsExactly(
                            "RECOVERED: web - cpu_monitor.cpu_percent = 75.0 (CRITICAL -> OK)",
                            "ACKNOWLEDGED by anonymous: web - cpu_monitor.cpu_percent = 91.5 (on it)",
                            "CRITICAL: web - cpu_monitor.cpu_percent = 91.5");
            assertThat(events(hbd).get(0).get("suppressed_by").asText()).isEqualTo("silenced:1");
            await().atMost(Program.PATIENCE)
                    .until(() -> Files.readAllLines(folder.resolve("data/journal/messages.journal")).stream()
                                    .filter(line -> line.contains("\"ID\":\"EVT\""))
                                    .count()
                            == 3);
        }
    }

    @Test
    void aKillInTheMiddleLosesNoAlertAndDoublesNone() throws IOException, MessagingException {
        aKillInTheMiddle();
    }

    @Test
    void norOnPostgres() throws IOException, MessagingException {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.builder().setPGStartupWait(Program.PATIENCE).start()) {
            aKillInTheMiddle(
                    "db_url: jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                    "db_user: postgres",
                    "db_password: postgres");
        }
    }

    private void aKillInTheMiddle(String... database) throws IOException, MessagingException {
        try (Mails mails = new Mails()) {
            List<String> lines = new ArrayList<>(List.of(database));
            lines.addAll(List.of("pushsrv: email", "notify_group: 2s"));
            lines.addAll(mails.configuration());
            aKillInTheMiddle(mails, lines);
        }
    }

    private void aKillInTheMiddle(Mails mails, List<String> lines) throws IOException, MessagingException {
        lines.add(LIMITS);
        lines.add("interval: 1");
        String[] configuration = lines.toArray(String[]::new);
        try (Hbd hbd = Hbd.ready(folder, ports, configuration)) {
            hbd.send("{\"ID\":\"HTB\",\"name\":\"gone\",\"interval\":1}");
            awaitAlerts(hbd, 1);
            for (int i = 0; i < HOSTS; i++) {
                cpu(hbd, "host-" + i, 95);
            }
            await().atMost(Program.PATIENCE)
                    .until(() -> alerts(hbd).get("alerts").size() > HOSTS / 3);
            hbd.kill();
        }
        try (Hbd again = Hbd.ready(folder, ports, configuration)) {
            JsonNode survivors = alerts(again);
            // The agents report on: those in the hysteresis keep their alert, the others have it anew.
            for (int i = 0; i < HOSTS; i++) {
                cpu(again, "host-" + i, 95);
            }
            JsonNode alerts = awaitAlerts(again, HOSTS + 1).get("alerts");
            assertThat(alerts).extracting(alert -> alert.get("host").asText()).doesNotHaveDuplicates();
            assertThat(alerts.findValuesAsText("id")).containsAll(survivors.findValuesAsText("id"));
            List<String> fired = events(again).stream()
                    .filter(event -> event.get("reason").asText().equals("fired"))
                    .map(event -> event.get("host").asText())
                    .toList();
            assertThat(fired).hasSize(HOSTS + 1);
            assertThat(new HashSet<>(fired)).hasSize(HOSTS + 1);
            assertThat(events(again))
                    .extracting(event -> event.get("id").asLong())
                    .isSortedAccordingTo((a, b) -> Long.compare(b, a))
                    .doesNotHaveDuplicates();
            everybodyWasTold(again, mails);
            assertThat(again.terminate(Duration.ofSeconds(20))).isEqualTo(143);
        }
    }

    /** Of every alert, once or twice as the server was killed once; and of the end in the thread of the beginning. */
    private static void everybodyWasTold(Hbd hbd, Mails mails) throws MessagingException {
        await().atMost(Program.PATIENCE).untilAsserted(() -> {
            Map<String, Long> told = mails.news().stream()
                    .filter(line -> line.startsWith("CRITICAL: "))
                    .collect(Collectors.groupingBy(line -> line.split(" ")[1], Collectors.counting()));
            assertThat(told).hasSize(HOSTS + 1);
            assertThat(told.values()).allMatch(count -> count <= 2);
        });
        MimeMessage down = mails.telling("CRITICAL: gone - heartbeat = down");
        hbd.send("{\"ID\":\"HTB\",\"name\":\"gone\",\"interval\":600}");
        await().atMost(Program.PATIENCE)
                .until(() -> mails.news().stream().anyMatch(line -> line.startsWith("RECOVERED: gone")));
        MimeMessage up = mails.telling("RECOVERED: gone");
        assertThat(up.getHeader("References")[0]).contains(down.getMessageID());
        assertThat(hbd.get("/api/0/notifications?host=gone").body())
                .contains("\"occasion\":\"resolved\"", "\"state\":\"sent\"", "\"status\":250");
        assertThat(hbd.get("/deliveries?host=gone").body()).contains("RECOVERED: gone");
        assertThat(hbd.get("/metrics").body()).contains("hbd_notifications_total{");
        assertThat(hbd.post("/api/0/notifications/test", "{\"channel\":\"email\"}")
                        .body())
                .contains("\"result\":\"sent\"", "\"status\":250");
    }

    private static void cpu(Hbd hbd, String host, double percent) {
        hbd.send("{\"ID\":\"PLG\",\"name\":\"" + host + "\",\"plugin\":\"cpu_monitor\",\"cpu_percent\":" + percent
                + "}");
    }

    private static JsonNode awaitAlerts(Hbd hbd, int count) {
        return await().atMost(Program.PATIENCE)
                .until(() -> alerts(hbd), answer -> answer.get("alerts").size() == count);
    }

    private static JsonNode alerts(Hbd hbd) throws IOException {
        return JSON.readTree(hbd.get("/api/0/alerts").body());
    }

    /** All of them, page by page, newest first. */
    private static List<JsonNode> events(Hbd hbd) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        String page = "/api/0/alerts/history?limit=1000";
        JsonNode read = JSON.readTree(hbd.get(page).body()).get("events");
        while (!read.isEmpty()) {
            read.forEach(events::add);
            read = JSON.readTree(hbd.get(page + "&before="
                                    + events.get(events.size() - 1).get("id"))
                            .body())
                    .get("events");
        }
        return events;
    }

    private static List<String> texts(Hbd hbd) throws IOException {
        return events(hbd).stream().map(event -> event.get("text").asText()).toList();
    }
}
