package io.heartbeat.loghamster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.logstore.search.LogAnswer;
import io.heartbeat.logstore.search.LogLine;
import io.heartbeat.logstore.search.LogQuery;
import io.heartbeat.logstore.search.LogSearch;
import io.heartbeat.wire.loghamster.Tail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server on real sockets, spoken to as the original's client does, and with the extension. */
class LoghamsterServerTest {
    private static final String INIT = "INIT STREAM myhost:/srv/in/app.log";
    private static final String OUTPUT = "myhost/srv_in_app.log.out.log";

    @TempDir
    Path folder;

    private RunningServer server;

    @BeforeEach
    void start() {
        server = new RunningServer(folder, "");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart() {
        server.close();
        server = new RunningServer(folder, "");
    }

    private String stored() throws IOException {
        return Files.readString(server.output(OUTPUT));
    }

    private String resume(long offset, String id) {
        return INIT + " offset:" + offset + " id:" + id + " v:2";
    }

    @Test
    void theCapturedSessionByteForByte() throws IOException {
        try (Caller client = new Caller(server.port())) {
            assertThat(client.line()).isEqualTo("# Welcome to LogHamster v0.2.1\n");
            String id = client.line();
            assertThat(id).matches("STREAMID [0-9a-f]{6}\n");
            assertThat(client.write(INIT + "\n").line()).isEqualTo("OK " + id.substring(9, 15) + " 0\n");
            assertThat(client.write("hello\n").halfClose().line()).isEqualTo("OK 0 6\n");
            assertThat(client.line()).isEmpty();
        }
        assertThat(stored()).isEqualTo("hello\n");
        assertThat(Files.getPosixFilePermissions(server.output(OUTPUT)))
                .isEqualTo(PosixFilePermissions.fromString("rw-rw----"));
    }

    @Test
    void linesMayEndInCrLfAndTheReadmesWordsAreTaken() throws IOException {
        try (Caller client = new Caller(server.port())) {
            assertThat(client.ask("INIT STREAM h:/p svc:name more:<meta>\r")).matches("OK [0-9a-f]{6} 0\n");
            assertThat(client.write("x").halfClose().line()).isEqualTo("OK 0 1\n");
        }
        assertThat(server.output("h/p.out.log")).hasContent("x");
    }

    /** Fix: banner and id in one segment hang the original client in 11 of 20 connects. */
    @Test
    void aClientThatReadBannerAndIdAtOnceGetsTheIdAgain() {
        try (Caller client = new Caller(server.port())) {
            await().atMost(ONE_MINUTE)
                    .until(() -> client.socket.getInputStream().available() > 40);
            assertThat(client.read()).contains("Welcome").contains("STREAMID");
            assertThat(client.read()).matches("STREAMID [0-9a-f]{6}\n");
        }
    }

    /** Whoever reads late gets both at once all the same: not each try must do. */
    @Test
    void bannerAndIdComeInTwoSegments() {
        await().atMost(ONE_MINUTE).until(this::firstRead, "# Welcome to LogHamster v0.2.1\n"::equals);
    }

    private String firstRead() {
        try (Caller client = new Caller(server.port())) {
            return client.read();
        }
    }

    /** Fix: the original panics. */
    @Test
    void missingArgumentsAreAnsweredAndTheNextCommandCounts() {
        try (Caller client = new Caller(server.port())) {
            assertThat(client.ask("INIT STREAM foo")).isEqualTo("ERR 500 Missing arguments for INIT\n");
            assertThat(client.write("HELO\n").line()).isEqualTo("ERR 500 Unknown command HELO\n");
            assertThat(client.write(INIT + "\n").line()).matches("OK [0-9a-f]{6} 2\n");
            assertThat(client.halfClose().line()).isEqualTo("OK 2 0\n");
        }
    }

    /** Fix: the host {@code ../../x} leaves the folder. */
    @ParameterizedTest
    @ValueSource(strings = {"../../x:/p", "..:/p", "/etc:/p", "a/b:/p", ".:/../../p", "x:/" + "y"})
    void nothingLeavesTheFolder(String target) throws IOException {
        try (Caller client = new Caller(server.port())) {
            assertThat(client.ask("INIT STREAM " + target)).startsWith("OK ");
            assertThat(client.write("x").halfClose().line()).isEqualTo("OK 0 1\n");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".out.log"))
                            .toList())
                    .singleElement()
                    .satisfies(file -> assertThat(file).startsWith(server.output("")))
                    .satisfies(file -> assertThat(
                                    server.output("").relativize(file).getNameCount())
                            .isEqualTo(2));
        }
    }

    @Test
    void aLineWithoutEndIsRefused() {
        try (Caller client = new Caller(server.port())) {
            client.line();
            client.line();
            assertThat(client.write("x".repeat(9_000)).line()).isEqualTo("ERR 500 A line is longer than 8192 bytes\n");
        }
    }

    @Test
    void outputsHaveABoundThatStopsNoneOfTheOld() throws IOException {
        server.close();
        server = new RunningServer(folder, "    max_outputs: 1\n");
        shipped(INIT, "one\n");
        try (Caller client = new Caller(server.port())) {
            assertThat(client.ask("INIT STREAM other:/srv/in/app.log"))
                    .isEqualTo("ERR 500 The output cannot be written now\n");
        }
        shipped(INIT, "two\n");
        assertThat(stored()).isEqualTo("one\ntwo\n");
        assertThat(server.output("other")).doesNotExist();
        assertThat(server.sum("loghamster_outputs_refused_total", "")).isEqualTo(1);
    }

    private void shipped(String init, String text) {
        try (Caller client = new Caller(server.port())) {
            client.ask(init);
            assertThat(client.write(text).halfClose().line()).startsWith("OK ");
        }
    }

    @Test
    void theFiguresOfTheOriginal() {
        try (Caller client = new Caller(server.port())) {
            client.ask(INIT);
            client.write("hello\n");
            await().atMost(ONE_MINUTE).until(() -> server.figure("loghamster_bytes_received_total") == 6);
            assertThat(server.figure("loghamster_clients_active")).isEqualTo(1);
            assertThat(server.figure("loghamster_clients_connected")).isEqualTo(1);
            assertThat(server.figure("loghamster_connections_total")).isEqualTo(1);
        }
        await().atMost(ONE_MINUTE).until(() -> server.figure("loghamster_clients_connected") == 0);
        await().atMost(ONE_MINUTE).until(() -> server.figure("loghamster_clients_active") == 0);
    }

    @Test
    void aResumedStreamGoesOnWhereItWasSyncedAlsoInANewServer() throws IOException {
        try (Caller client = new Caller(server.port())) {
            assertThat(client.ask(resume(0, "a.1"))).endsWith(" 0 offset:0\n");
            assertThat(client.write("one\n").line()).isEqualTo("ACK 4\n");
            client.reset();
        }
        restart();
        try (Caller client = new Caller(server.port())) {
            String print = Tail.print("one\n".getBytes(StandardCharsets.UTF_8));
            assertThat(client.ask(resume(0, "a.1"))).endsWith(" 0 offset:4 tail:" + print + "\n");
            assertThat(client.write("two\n").line()).isEqualTo("ACK 8\n");
            assertThat(client.halfClose().line()).isEqualTo("OK 0 4\n");
        }
        assertThat(stored()).isEqualTo("one\ntwo\n");
    }

    @Test
    void aNewServerTakesTheClientsWord() throws IOException {
        try (Caller client = new Caller(server.port())) {
            assertThat(client.ask(resume(100, "a.1"))).endsWith(" 0 offset:100\n");
            assertThat(client.write("x").line()).isEqualTo("ACK 101\n");
        }
        assertThat(stored()).isEqualTo("x");
    }

    /** What was written and never acknowledged is cut off, for it will be sent again. */
    @Test
    void anUnacknowledgedEndIsCutAfterACrash() throws IOException {
        Path crashed = Files.createDirectory(folder.resolve("crashed"));
        try (Caller client = new Caller(server.port())) {
            client.ask(resume(0, "a.1"));
            assertThat(client.write("one\n").line()).isEqualTo("ACK 4\n");
            Files.copy(folder.resolve("ledger"), crashed.resolve("ledger"));
        }
        server.close();
        Files.writeString(server.output(OUTPUT), "one\ntorn");
        Files.copy(
                crashed.resolve("ledger"), folder.resolve("ledger"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        server = new RunningServer(folder, "");
        try (Caller client = new Caller(server.port())) {
            assertThat(client.ask(resume(4, "a.1"))).contains(" offset:4 ");
            assertThat(client.write("two\n").line()).isEqualTo("ACK 8\n");
        }
        assertThat(stored()).isEqualTo("one\ntwo\n");
    }

    /** What shippers are known to break on: a crash in the middle of writing their own books. What was whole in them counts. */
    @Test
    void aTornLedgerLosesNoAcknowledgement() throws IOException {
        try (Caller client = new Caller(server.port())) {
            client.ask(resume(0, "a.1"));
            assertThat(client.write("one\n").line()).isEqualTo("ACK 4\n");
        }
        server.close();
        Path ledger = folder.resolve("ledger");
        Files.writeString(ledger, "0badc0de {\"output\":\"/to", StandardOpenOption.APPEND);
        server = new RunningServer(folder, "");
        try (Caller client = new Caller(server.port())) {
            assertThat(client.ask(resume(4, "a.1"))).contains(" offset:4 ");
            assertThat(client.write("two\n").line()).isEqualTo("ACK 8\n");
        }
        assertThat(stored()).isEqualTo("one\ntwo\n");
        assertThat(folder.resolve("ledger.broken")).exists();
    }

    @Test
    void whoNeverSaysWhatHeWantsIsClosed() {
        server.close();
        server = new RunningServer(folder, "    handshake_timeout: 1s\n");
        try (Caller client = await().atMost(ONE_MINUTE).until(this::known, Objects::nonNull);
                Caller silent = new Caller(server.port())) {
            double before = server.sum("loghamster_refused_total", "no_init");
            assertThat(silent.write("INIT STREAM slow").rest()).endsWith("\n");
            assertThat(server.sum("loghamster_refused_total", "no_init")).isEqualTo(before + 1);
            assertThat(client.write("one\n").line()).isEqualTo("ACK 4\n");
        }
    }

    /** Who has said what he wants; null when this machine was too slow for it. */
    private Caller known() {
        Caller client = new Caller(server.port());
        try {
            if (client.ask(resume(0, "a.1")).startsWith("OK ")) {
                return client;
            }
        } catch (UncheckedIOException closed) {
            assertThat(closed).hasCauseInstanceOf(IOException.class);
        }
        client.close();
        return null;
    }

    /** A few kilobytes that become many megabytes are inflated piece by piece, and others are served meanwhile. */
    @Test
    void aBombHindersNobody() throws IOException {
        byte[] zeros = new byte[32 << 20];
        try (Caller bomber = new Caller(server.port());
                Caller client = new Caller(server.port())) {
            bomber.ask("INIT STREAM bomber:/p offset:0 id:b compress:deflate v:2");
            client.ask(resume(0, "a.1"));
            bomber.write(deflated(zeros)).halfClose();
            assertThat(client.write("one\n").line()).isEqualTo("ACK 4\n");
            assertThat(bomber.rest()).endsWith("OK 0 " + zeros.length + "\n");
        }
        assertThat(Files.size(server.output("bomber/p.out.log"))).isEqualTo(zeros.length);
    }

    @Test
    void aSecondConnectionOfTheSameStreamTakesOver() throws IOException {
        try (Caller dead = new Caller(server.port());
                Caller client = new Caller(server.port())) {
            dead.ask(resume(0, "a.1"));
            assertThat(dead.write("one\n").line()).isEqualTo("ACK 4\n");
            assertThat(client.ask(resume(4, "a.1"))).contains(" offset:4 ");
            assertThat(dead.line()).doesNotContain("ACK");
            assertThat(client.write("two\n").line()).isEqualTo("ACK 8\n");
        }
        assertThat(stored()).isEqualTo("one\ntwo\n");
    }

    @Test
    void aCompressedStreamIsStoredPlain() throws IOException {
        byte[] text = "to be, or not to be\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        try (Caller client = new Caller(server.port())) {
            assertThat(client.ask(INIT + " offset:0 id:z compress:deflate v:2"))
                    .endsWith(" offset:0 compress:deflate\n");
            client.write(deflated(text)).halfClose();
            List<String> lines = new ArrayList<>();
            for (String line = client.line(); !line.isEmpty(); line = client.line()) {
                lines.add(line);
            }
            assertThat(lines).contains("ACK " + text.length + "\n").last().isEqualTo("OK 0 " + text.length + "\n");
        }
        assertThat(server.output(OUTPUT)).hasBinaryContent(text);
    }

    private static byte[] deflated(byte[] plain) throws IOException {
        ByteArrayOutputStream zlib = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(zlib)) {
            out.write(plain);
        }
        return zlib.toByteArray();
    }

    @Test
    void aBrokenCompressedStreamIsSaidToBeSo() {
        try (Caller client = new Caller(server.port())) {
            client.ask(INIT + " offset:0 id:z compress:deflate v:2");
            assertThat(client.write("this is no zlib stream").line())
                    .startsWith("ERR 500 The compressed stream is broken");
        }
    }

    /** Fix: after a restart of the server an original client sends everything again. */
    @Test
    void whatAnOriginalClientSendsAgainIsNotWrittenAgain() throws IOException {
        byte[] file = new byte[300_000];
        new Random(1).nextBytes(file);
        try (Caller client = new Caller(server.port())) {
            client.ask(INIT);
            client.write(java.util.Arrays.copyOf(file, 200_000));
            await().atMost(ONE_MINUTE)
                    .until(() -> server.output(OUTPUT).toFile().length() == 200_000);
            client.reset();
        }
        restart();
        try (Caller client = new Caller(server.port())) {
            client.ask(INIT);
            assertThat(client.write(file).halfClose().line()).isEqualTo("OK 0 300000\n");
        }
        assertThat(server.output(OUTPUT)).hasBinaryContent(file);
    }

    @Test
    void anotherFileOfTheSameNameIsWrittenWhateverItBeginsWith() throws IOException {
        try (Caller client = new Caller(server.port())) {
            client.ask(INIT);
            client.write("header\none\n").halfClose().line();
        }
        try (Caller client = new Caller(server.port())) {
            client.ask(INIT);
            assertThat(client.write("header\ntwo\n").halfClose().line()).isEqualTo("OK 0 11\n");
        }
        try (Caller client = new Caller(server.port())) {
            client.ask(INIT);
            assertThat(client.write("header\n").halfClose().line()).isEqualTo("OK 0 7\n");
        }
        assertThat(stored()).isEqualTo("header\none\nheader\ntwo\nheader\n");
    }

    @Test
    void twoOriginalClientsOfOneNameLoseNothing() throws IOException {
        try (Caller one = new Caller(server.port());
                Caller other = new Caller(server.port())) {
            one.ask(INIT);
            other.ask("INIT STREAM myhost:/srv/in/app.log/");
            one.write("one\n").halfClose().line();
            other.write("two\n").halfClose().line();
        }
        assertThat(stored()).contains("one\n").contains("two\n").hasSize(8);
    }

    @Test
    void outputsAreRotatedAndTheStreamGoesOn() throws IOException {
        server.close();
        server = new RunningServer(folder, "    max_size: 1000\n");
        StringBuilder all = new StringBuilder();
        try (Caller client = new Caller(server.port())) {
            client.ask(resume(0, "a.1"));
            for (int i = 0; i < 40; i++) {
                String line = "line " + i + " " + "x".repeat(90) + "\n";
                all.append(line);
                client.write(line);
                assertThat(client.line()).isEqualTo("ACK " + all.length() + "\n");
            }
        }
        server.close();
        StringBuilder found = new StringBuilder();
        try (Stream<Path> files = Files.list(folder.resolve("logs/myhost"))) {
            List<Path> sorted =
                    new ArrayList<>(files.filter(file -> !file.toString().endsWith(".index"))
                            .sorted()
                            .toList());
            assertThat(sorted).hasSizeGreaterThan(2);
            sorted.add(sorted.remove(0));
            for (Path file : sorted) {
                found.append(Files.readString(file));
            }
        }
        assertThat(found.toString()).isEqualTo(all.toString());
    }

    /** Of what was closed, compressed or not, a search reads only the time that is asked for. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closedOutputsHaveAnIndexByTime(boolean compressed) throws IOException {
        server.close();
        server = new RunningServer(folder, "    max_size: 100\n    compress_backups: " + compressed + "\n");
        int sent = 0;
        try (Caller client = new Caller(server.port())) {
            client.ask(resume(0, "a.1"));
            for (int hour = 1; hour < 5; hour++) {
                String line = "2026-11-21T0" + hour + ":00:00Z " + "x".repeat(99) + "\n";
                sent += line.length();
                assertThat(client.write(line).line()).isEqualTo("ACK " + sent + "\n");
            }
        }
        await().atMost(ONE_MINUTE).until(() -> indexes() == 4);
        Instant second = Instant.parse("2026-11-21T02:00:00Z");
        LogQuery secondHour = new LogQuery(second, second.plusSeconds(3_600), "", "", "", null, "", null, 10, false);
        LogAnswer found = new LogSearch(server.store, TimeSource.SYSTEM)
                .find(secondHour, host -> true)
                .orElseThrow();
        assertThat(found.lines()).extracting(LogLine::at).containsExactly(second);
        assertThat(found.scanned()).isEqualTo(sent / 4);
    }

    private long indexes() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("logs/myhost"))) {
            return files.filter(file -> file.toString().endsWith(".index")).count();
        }
    }

    /** A disk that refuses is tried again by whoever sends: nothing else would end the alarm. */
    @Test
    void anOutputThatCouldNotBeWrittenIsWrittenAsSoonAsItCan() throws IOException {
        Files.createDirectories(server.output(OUTPUT));
        assertThat(acknowledged()).isFalse();
        Files.delete(server.output(OUTPUT));
        await().atMost(ONE_MINUTE).until(this::acknowledged);
        assertThat(stored()).isEqualTo("one\n");
    }

    private boolean acknowledged() {
        try (Caller client = new Caller(server.port())) {
            if (!client.ask(resume(0, "a.1")).startsWith("OK ")) {
                return false;
            }
            return client.write("one\n").line().equals("ACK 4\n");
        }
    }
}
