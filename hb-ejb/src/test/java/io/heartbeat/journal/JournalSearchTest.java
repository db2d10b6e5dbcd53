package io.heartbeat.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.heartbeat.SteppedTime;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalSearchTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void theNewestComeFirstOverAllFilesUntilThereAreEnough() throws IOException {
        write("messages.journal.20261121-090000.gz", beat(8, "web", 1) + beat(9, "db", 2));
        write("messages.journal.20261121-110000", beat(10, "web", 3) + beat(11, "web", 4));
        write("messages.journal", beat(12, "db", 5) + beat(13, "web", 6));
        assertThat(numbers(find("", "", "", 100))).containsExactly(6, 5, 4, 3, 2, 1);
        assertThat(numbers(find("", "", "", 3))).containsExactly(6, 5, 4);
        assertThat(numbers(find("", "", "", 5))).containsExactly(6, 5, 4, 3, 2);
        assertThat(numbers(find("WE", "", "", 100))).containsExactly(6, 4, 3, 1);
        assertThat(find("", "", "", 100).complete()).isTrue();
    }

    @Test
    void aLineIsTakenApart() throws IOException {
        write("messages.journal", beat(12, "web", 5));
        assertThat(find("", "", "", 1).lines())
                .containsExactly(new JournalLine(
                        Instant.parse("2026-11-21T12:00:00.000005Z"),
                        "2001:db8::1",
                        40123,
                        "HTB",
                        "web",
                        message("web", 5)));
    }

    /** What Java takes for line breaks may stand in a text. */
    @Test
    void linesEndWhereTheJournalEndsThem() throws IOException {
        write("messages.journal", line(12, "{\"ID\":\"HTB\",\"name\":\"web\",\"msg\":\"a\u2028b\u0085c\"}", 5));
        assertThat(numbers(find("", "", "c", 1))).containsExactly(5);
    }

    @Test
    void whatTheJournalWritesIsFound() throws IOException {
        SteppedTime time = new SteppedTime();
        Journal journal =
                new Journal(JournalSettings.of(directory.resolve("messages.journal")), time, new Telemetry(time));
        journal.open(Thread::new);
        new Traffic(journal).send(Traffic.beat(7));
        journal.close();
        assertThat(find("web", "HTB", "\"seq\":7", 9).lines())
                .extracting(JournalLine::at, JournalLine::address, JournalLine::port)
                .containsExactly(tuple(Traffic.AT, "192.0.2.7", 40123));
    }

    @Test
    void typesTextsAndEventsOfTheServer() throws IOException {
        String event = line(13, "{\"ID\":\"EVT\",\"name\":\"web\",\"event\":\"alert\",\"text\":\"CRITICAL: web\"}", 7);
        write("messages.journal", beat(12, "web", 5) + line(12, "{\"ID\":\"HTB\",\"interval\":30}", 6) + event);
        assertThat(numbers(find("", "EVT", "", 9))).containsExactly(7);
        assertThat(numbers(find("", "", "critical", 9))).containsExactly(7);
        assertThat(find("", "HTB", "", 9).lines()).extracting(JournalLine::host).containsExactly("", "web");
        assertThat(find("", "PLG", "", 9).lines()).isEmpty();
    }

    @Test
    void onlyTheTimeThatIsAskedFor() throws IOException {
        write("messages.journal.20261121-090000", beat(8, "web", 1));
        write("messages.journal.20261121-110000", beat(10, "web", 2));
        write("messages.journal", beat(12, "web", 3) + beat(13, "web", 4));
        JournalQuery middle = new JournalQuery(NOON.minusSeconds(7_200), NOON.plusSeconds(3_600), "", "", "", 9);
        assertThat(numbers(search().find(middle).orElseThrow())).containsExactly(3, 2);
    }

    @Test
    void whatIsStillBeingWrittenAndWhatIsNoLineIsPassedOver() throws IOException {
        write(
                "messages.journal",
                "garbage\n" + beat(12, "web", 1) + "\n" + line(12, "{not json}", 2) + beat(12, "web", 3));
        Files.writeString(
                directory.resolve("messages.journal"), beat(12, "web", 4).strip(), StandardOpenOption.APPEND);
        assertThat(numbers(find("", "", "", 9))).containsExactly(3, 1);
    }

    @Test
    void linesAcrossThePiecesOfALargeFileAreWhole() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 30; i++) {
            String values = "1,".repeat(25_000 - i * 331);
            lines.append(line(12, "{\"ID\":\"PLG\",\"name\":\"web\",\"plugin\":\"p\",\"v\":[" + values + "2]}", i));
        }
        write("messages.journal", lines.toString());
        assertThat(numbers(find("", "", "", 100))).hasSize(30).isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void encryptedBackupsAreCountedAndStayShut() throws IOException {
        write("messages.journal.20261121-090000.gz.enc", "secret");
        write("messages.journal", beat(12, "web", 3));
        JournalAnswer answer = find("", "", "", 9);
        assertThat(answer.sealed()).isEqualTo(1);
        assertThat(numbers(answer)).containsExactly(3);
    }

    @Test
    void withoutAJournalNothingIsFound() throws IOException {
        assertThat(find("", "", "", 9).lines()).isEmpty();
    }

    private JournalAnswer find(String host, String type, String text, int limit) throws IOException {
        return search().find(new JournalQuery(Instant.EPOCH, Instant.MAX.minusSeconds(3_600), host, type, text, limit))
                .orElseThrow();
    }

    private JournalSearch search() {
        return new JournalSearch(JournalSettings.of(directory.resolve("messages.journal")), new SteppedTime());
    }

    private static List<Integer> numbers(JournalAnswer answer) {
        return answer.lines().stream().map(line -> line.at().getNano() / 1_000).toList();
    }

    private static String beat(int hour, String host, int number) {
        return line(hour, message(host, number), number);
    }

    private static String message(String host, int number) {
        return "{\"ID\":\"HTB\",\"name\":\"" + host + "\",\"interval\":30,\"seq\":" + number + "}";
    }

    /** As LineFormat writes it; the number is in the microseconds. */
    private static String line(int hour, String message, int number) {
        long second = NOON.getEpochSecond() + (hour - 12) * 3_600L;
        String micros = String.format(java.util.Locale.ROOT, "%06d", number);
        return "{\"timestamp\": " + second + "." + micros + ", \"datetime\": \"2026-11-21T00:00:00." + micros
                + "+00:00\", \"source_ip\": \"2001:db8::1\", \"source_port\": 40123, \"message\": " + message + "}\n";
    }

    private void write(String name, String lines) throws IOException {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        try (OutputStream file = Files.newOutputStream(directory.resolve(name));
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(file) : file) {
            out.write(bytes);
        }
    }
}
