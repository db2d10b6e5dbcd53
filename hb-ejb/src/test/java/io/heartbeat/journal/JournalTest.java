package io.heartbeat.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heartbeat.SteppedTime;
import io.heartbeat.alert.Alert;
import io.heartbeat.alert.AlertChanged;
import io.heartbeat.alert.AlertReason;
import io.heartbeat.alert.Origin;
import io.heartbeat.alert.Suppression;
import io.heartbeat.protocol.MessageType;
import io.heartbeat.telemetry.Instrument;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.threshold.Level;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final SteppedTime time = new SteppedTime();
    private final Telemetry telemetry = new Telemetry(time);
    private JournalSettings settings;
    private Journal journal;
    private Traffic traffic;

    @BeforeEach
    void name() {
        settings = JournalSettings.of(directory.resolve("messages.journal"));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void anEventOfAnAlertIsALineOfTheSameForm() throws IOException {
        open(settings);
        Instant at = Instant.parse("2026-11-21T07:36:05.001234567Z");
        Alert alert = new Alert(
                3,
                "web",
                "p.\"m\"",
                Origin.THRESHOLD,
                Level.CRITICAL,
                91.5,
                90,
                null,
                at,
                at,
                null,
                Level.OK,
                null,
                false,
                null,
                null);
        journal.alert(new AlertChanged(
                17,
                alert,
                AlertReason.FIRED,
                Level.WARNING,
                Level.CRITICAL,
                at,
                "CRITICAL: web - p.\"m\" = 91.5",
                false,
                new Suppression(Suppression.Kind.SILENCED, "4"),
                null,
                null));
        journal.close();
        assertThat(Files.readString(settings.file()))
                .isEqualTo("{\"timestamp\": 1795246565.001234, \"datetime\": \"2026-11-21T07:36:05.001234+00:00\","
                        + " \"source_ip\": \"127.0.0.1\", \"source_port\": 0, \"message\": {\"ID\":\"EVT\",\"name\":\"web\","
                        + "\"event\":\"alert\",\"id\":17,\"alert\":3,\"reason\":\"fired\",\"metric\":\"p.\\\"m\\\"\",\"from\":\"warning\","
                        + "\"level\":\"critical\",\"value\":91.5,\"threshold\":90.0,\"due\":false,\"suppressed_by\":\"silenced:4\","
                        + "\"actor\":null,\"remark\":null,\"text\":\"CRITICAL: web - p.\\\"m\\\" = 91.5\"}}\n");
    }

    @Test
    void aLineHoldsWhenAndFromWhereAndTheBytesAsTheyCame() throws IOException {
        open(settings);
        traffic.send("{ \"ID\" :\"HTB\", \"name\":\"web\",\"x\":1.50e0, \"x\":\"\\u00e9é\" }");
        journal.close();
        assertThat(Files.readString(settings.file()))
                .isEqualTo("{\"timestamp\": 1795246565.001234, \"datetime\": \"2026-11-21T07:36:05.001234+00:00\","
                        + " \"source_ip\": \"192.0.2.7\", \"source_port\": 40123, \"message\":"
                        + " { \"ID\" :\"HTB\", \"name\":\"web\",\"x\":1.50e0, \"x\":\"\\u00e9é\" }}\n");
    }

    @Test
    void lineBreaksBetweenTokensBecomeSpaces() throws IOException {
        open(settings);
        traffic.send("{\n\"ID\":\"PLG\",\r\n\"name\":\"web\",\"plugin\":\"x\",\"text\":\"a\\nb\"}\n");
        journal.close();
        assertThat(Files.readAllLines(settings.file())).hasSize(1);
        assertThat(JSON.readTree(settings.file().toFile())
                        .path("message")
                        .path("text")
                        .asText())
                .isEqualTo("a\nb");
    }

    @Test
    void hostileMessagesLeaveValidLines() throws IOException {
        open(settings);
        List<String> bodies = List.of(
                "{\"ID\":\"HTB\",\"name\":\"web\",\"msg\":\"\\\"}\\n{\\\"timestamp\\\":0}\"}",
                "{\"ID\":\"HTB\",\"name\":\"web\",\"msg\":\"<script>\\u0000\\ud800\u2028\u0085\"}",
                "{\"ID\":\"PLG\",\"name\":\"web\",\"plugin\":\"x\",\"a\":\"\\u000a\\r\",\"n\":" + "9".repeat(30) + "}",
                "{\"ID\":\"PLG\",\"name\":\"web\",\"plugin\":\"big\",\"text\":\"" + "x".repeat(65_000) + "\"}");
        bodies.forEach(traffic::send);
        journal.close();
        List<String> lines = Files.readAllLines(settings.file());
        assertThat(lines).hasSameSizeAs(bodies);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(JSON.readTree(lines.get(i)).path("message")).isEqualTo(JSON.readTree(bodies.get(i)));
        }
    }

    @Test
    void addressesAndTimesOfAllKinds() throws IOException {
        open(settings);
        traffic.send(Traffic.beat(1), Instant.parse("1969-12-31T23:59:59.999999Z"), from("::1", 1));
        traffic.send(Traffic.beat(2), Instant.parse("2026-11-21T07:36:06Z"), from("2001:db8:0:0:1:0:0:1", 65535));
        traffic.send(Traffic.beat(3), Instant.parse("2026-11-21T07:36:06.000009Z"), from("fe80::1", 10));
        traffic.send(Traffic.beat(4), Instant.parse("2026-11-21T07:36:06.1Z"), from("::", 0));
        journal.close();
        assertThat(lines())
                .extracting(line -> line.path("source_ip").asText())
                .containsExactly("::1", "2001:db8::1:0:0:1", "fe80::1", "::");
        assertThat(lines()).extracting(line -> line.path("source_port").asInt()).containsExactly(1, 65535, 10, 0);
        assertThat(lines())
                .extracting(line -> line.path("datetime").asText())
                .containsExactly(
                        "1969-12-31T23:59:59.999999+00:00",
                        "2026-11-21T07:36:06.000000+00:00",
                        "2026-11-21T07:36:06.000009+00:00",
                        "2026-11-21T07:36:06.100000+00:00");
    }

    @Test
    void anIdleServersLastLineIsOnFileSoon() {
        open(settings);
        traffic.send(Traffic.beat(1));
        await().atMost(ONE_MINUTE).until(() -> lines().size() == 1);
        traffic.send(Traffic.beat(2));
        await().atMost(ONE_MINUTE).until(() -> lines().size() == 2);
    }

    @Test
    void manyThreadsLoseNothingTearNothingAndKeepTheirOrder() throws Exception {
        open(with(settings.file(), 1 << 20, 1000));
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int port = 1000 + t;
            threads.add(new Thread(() -> {
                Traffic own = new Traffic(journal);
                for (int i = 0; i < 20_000; i++) {
                    own.send(Traffic.beat(i), Traffic.AT, from("192.0.2.7", port));
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        journal.close();
        Map<Integer, Integer> next = new HashMap<>();
        int count = 0;
        for (Path file : files()) {
            assertThat(Files.size(file)).isLessThanOrEqualTo(1 << 20);
            for (String text : Files.readAllLines(file)) {
                JsonNode line = JSON.readTree(text);
                int port = line.path("source_port").asInt();
                int seq = line.path("message").path("seq").asInt();
                assertThat(seq).isEqualTo(next.getOrDefault(port, 0));
                next.put(port, seq + 1);
                count++;
            }
        }
        assertThat(count).isEqualTo(160_000);
        assertThat(journal.statistics().linesWritten()).isEqualTo(160_000);
        assertThat(journal.statistics().linesDropped())
                .containsOnly(Map.entry("disk", 0L), Map.entry("stalled", 0L), Map.entry("closed", 0L));
    }

    @Test
    void rotatesBeforeTheLineThatWouldExceedTheBound() throws IOException {
        open(with(settings.file(), 2000, 3));
        for (int i = 0; i < 100; i++) {
            traffic.send(Traffic.beat(i));
        }
        await().atMost(ONE_MINUTE)
                .until(() -> journal.statistics().linesWritten() == 100
                        && journal.statistics().backups() == 3);
        journal.close();
        JournalStatistics statistics = journal.statistics();
        assertThat(statistics.rotations()).isGreaterThan(3);
        assertThat(statistics.lastRotation()).isEqualTo(time.wall());
        assertThat(statistics.currentSize())
                .isEqualTo(Files.size(settings.file()))
                .isLessThanOrEqualTo(2000);
        assertThat(statistics.rotationThreshold()).isEqualTo(2000);
        assertThat(statistics.linesWritten()).isEqualTo(100);
    }

    @Test
    void onlyTheTypesThatAreWanted() {
        open(new JournalSettings(
                true,
                settings.file(),
                0,
                1,
                false,
                Duration.ZERO,
                Set.of(MessageType.PLG),
                Duration.ZERO,
                "",
                null,
                List.of()));
        traffic.send(Traffic.beat(1));
        traffic.send("{\"ID\":\"PLG\",\"name\":\"web\",\"plugin\":\"x\"}");
        traffic.send("{\"ID\":\"RES\",\"name\":\"web\",\"id\":\"1\",\"status\":\"ok\",\"output\":\"\"}");
        journal.close();
        assertThat(lines())
                .extracting(line -> line.path("message").path("ID").asText())
                .containsExactly("PLG");
        assertThat(journal.statistics().linesSkipped()).containsEntry("type", 2L);
    }

    @Test
    void theSameBytesWithinTheWindowAreOneLine() {
        open(new JournalSettings(
                true,
                settings.file(),
                0,
                1,
                false,
                Duration.ZERO,
                settings.types(),
                Duration.ofSeconds(10),
                "",
                null,
                List.of()));
        traffic.send(Traffic.beat(1));
        traffic.send(Traffic.beat(1));
        traffic.send(Traffic.beat(2));
        time.pass(Duration.ofMillis(9_999));
        traffic.send(Traffic.beat(1));
        time.pass(Duration.ofMillis(1));
        traffic.send(Traffic.beat(1));
        journal.close();
        assertThat(lines())
                .extracting(line -> line.path("message").path("seq").asInt())
                .containsExactly(1, 2, 1);
        assertThat(journal.statistics().linesSkipped()).containsEntry("duplicate", 2L);
    }

    @Test
    void aLineAfterTheEndIsCounted() {
        open(settings);
        traffic.send(Traffic.beat(1));
        journal.close();
        traffic.send(Traffic.beat(2));
        assertThat(lines()).hasSize(1);
        assertThat(journal.statistics().linesDropped()).containsEntry("closed", 1L);
    }

    @Test
    void withoutAJournalThereIsNothingToFail() {
        open(new JournalSettings(
                false,
                settings.file(),
                0,
                1,
                false,
                Duration.ZERO,
                settings.types(),
                Duration.ZERO,
                "",
                null,
                List.of()));
        traffic.send(Traffic.beat(1));
        journal.close();
        assertThat(settings.file()).doesNotExist();
        assertThat(journal.writable()).isTrue();
        assertThat(journal.statistics().enabled()).isFalse();
    }

    @Test
    void countsForPrometheus() {
        open(settings);
        traffic.send(Traffic.beat(1));
        journal.close();
        assertThat(telemetry.instruments())
                .filteredOn(instrument -> instrument.name().equals("hbd_journal_lines_total"))
                .extracting(instrument -> instrument.value().getAsDouble())
                .containsExactly(1.0);
        assertThat(telemetry.instruments())
                .extracting(Instrument::name)
                .contains("hbd_journal_lines_dropped_total", "hbd_journal_alarm", "hbd_journal_rotations_total");
    }

    private void open(JournalSettings how) {
        journal = new Journal(how, time, telemetry);
        journal.open(Thread::new);
        traffic = new Traffic(journal);
    }

    static JournalSettings with(Path file, long maxSize, int maxBackups) {
        JournalSettings defaults = JournalSettings.of(file);
        return new JournalSettings(
                true,
                file,
                maxSize,
                maxBackups,
                false,
                Duration.ZERO,
                defaults.types(),
                Duration.ZERO,
                "",
                null,
                List.of());
    }

    private static InetSocketAddress from(String ip, int port) {
        return new InetSocketAddress(ip, port);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.sorted(java.util.Comparator.comparing((Path file) -> file.equals(settings.file()))
                            .thenComparing(JournalTest::counter))
                    .toList();
        }
    }

    private static int counter(Path file) {
        String name = file.getFileName().toString();
        String end = name.substring(name.lastIndexOf('.') + 1);
        return end.matches("[0-9]+") ? Integer.parseInt(end) : 0;
    }

    private List<JsonNode> lines() {
        List<JsonNode> lines = new ArrayList<>();
        try {
            for (String line : Files.readString(settings.file(), UTF_8).split("\n")) {
                if (!line.isEmpty()) {
                    lines.add(JSON.readTree(line));
                }
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        return lines;
    }
}
