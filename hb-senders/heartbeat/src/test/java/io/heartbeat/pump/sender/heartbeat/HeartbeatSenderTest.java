package io.heartbeat.pump.sender.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.logstore.search.LogQuery;
import io.heartbeat.logstore.search.LogSearch;
import io.heartbeat.logstore.search.Severity;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Metrics;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sender and our server's own receiver, on real sockets. */
class HeartbeatSenderTest {
    private static final long MICROS = 1_590_581_737_308_352L;
    private static final String TIME = "2020-05-27T12:15:37.308352Z INFO ";
    private static final long NOTHING_CUT = Long.MAX_VALUE;

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void serve() throws IOException {
        home = new Home(folder, 0, "");
    }

    @AfterEach
    void stop() {
        home.close();
    }

    private Sender open(int port, String... more) throws Exception {
        return SenderContract.plan(
                        new HeartbeatSenderFactory(),
                        "heartbeat_server: 127.0.0.1\nheartbeat_host: web1\nheartbeat_port: " + port + "\n"
                                + String.join("\n", more))
                .open(new SenderContext(
                        "r", "s", folder.resolve("state"), TimeSource.SYSTEM, Runnable::run, Metrics.NONE));
    }

    /** Entries m{from} … m{to - 1}; the same entry always has the same cursor. */
    private static Batch batch(int from, int to) {
        Batch batch = new Batch();
        for (int i = from; i < to; i++) {
            add(batch, "{\"MESSAGE\":\"m" + i + "\"}", "c" + i);
        }
        return batch;
    }

    private static void add(Batch batch, String entry, String cursor) {
        byte[] json = entry.getBytes(StandardCharsets.UTF_8);
        batch.add(json, 0, json.length, cursor, MICROS);
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> TIME + "m" + i + "\n").collect(Collectors.joining());
    }

    private String stored() throws IOException {
        return home.stored("web1", "journal_r");
    }

    @Test
    void keepsTheContractOfAllSenders() throws Exception {
        assertThat(SenderContract.faults(new HeartbeatSenderFactory(), Path.of("../../docs/JOURNAL_SHIPPING.md")))
                .isEmpty();
    }

    @Test
    void whatIsAcknowledgedIsStored() throws Exception {
        try (Sender sender = open(home.port)) {
            Batch first = batch(0, 3);
            sender.send(first);
            assertThat(first.pending()).isZero();
            assertThat(stored()).isEqualTo(lines(0, 3));
            sender.send(batch(3, 5));
        }
        try (Sender sender = open(home.port)) {
            sender.send(batch(5, 2_000));
        }
        assertThat(stored()).isEqualTo(lines(0, 2_000));
    }

    @Test
    void lineHasTimeSeverityProgramAndMessage() throws Exception {
        Batch batch = new Batch();
        add(
                batch,
                "{\"MESSAGE\":\"a\\nb\\tc\\u001b[1m\",\"PRIORITY\":3,\"SYSLOG_IDENTIFIER\":\"sshd\",\"PID\":7}",
                "c0");
        try (Sender sender = open(home.port)) {
            sender.send(batch);
        }
        try (Sender sender = open(home.port, "heartbeat_format: json", "heartbeat_log: /all/json")) {
            sender.send(batch("{\"MESSAGE\":\"a\\nb\",\"PRIORITY\":4}"));
        }
        assertThat(stored()).isEqualTo("2020-05-27T12:15:37.308352Z ERROR sshd[7]: a\\nb\tc\uFFFD[1m\n");
        assertThat(home.stored("web1", "all_json"))
                .isEqualTo("2020-05-27T12:15:37.308352Z WARNING {\"MESSAGE\":\"a\\nb\",\"PRIORITY\":4}\n");
    }

    private static Batch batch(String entry) {
        Batch batch = new Batch();
        add(batch, entry, "c");
        return batch;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 33, 5_000, 20_000})
    void cutConnectionLosesAndDoublesNothing(long passed) throws Exception {
        try (Sender sender = open(home.port)) {
            sender.send(batch(0, 10));
        }
        Batch batch = batch(10, 1_000);
        int greeting = 120; // about what INIT takes; the exact place does not matter
        try (Between between = new Between(home.port, greeting + passed, "nothing");
                Sender sender = open(between.port())) {
            assertThatThrownBy(() -> sender.send(batch)).isInstanceOf(IOException.class);
            assertThat(batch.pending()).isEqualTo(990);
        }
        try (Sender sender = open(home.port)) {
            sender.send(batch);
            sender.send(batch(1_000, 1_010));
        }
        assertThat(stored()).isEqualTo(lines(0, 1_010));
    }

    @Test
    void lostAcknowledgementDoublesNothing() throws Exception {
        try (Between between = new Between(home.port, NOTHING_CUT, "ACK");
                Sender sender = open(between.port())) {
            assertThatThrownBy(() -> sender.send(batch(0, 100))).isInstanceOf(IOException.class);
        }
        try (Sender sender = open(home.port)) {
            Batch longer = batch(0, 150); // after a crash, a batch may begin alike and be longer
            sender.send(longer);
            assertThat(longer.pending()).isZero();
        }
        assertThat(stored()).isEqualTo(lines(0, 150));
    }

    @Test
    void shorterBatchAfterACrashRepeatsOneBatchAtMost() throws Exception {
        try (Between between = new Between(home.port, NOTHING_CUT, "ACK");
                Sender sender = open(between.port())) {
            assertThatThrownBy(() -> sender.send(batch(0, 100))).isInstanceOf(IOException.class);
        }
        try (Sender sender = open(home.port)) {
            sender.send(batch(0, 50));
            sender.send(batch(50, 200));
        }
        assertThat(stored()).isEqualTo(lines(0, 100) + "\n" + lines(0, 200));
    }

    @Test
    void otherContentsUnderTheSameCursorAreSentWhole() throws Exception {
        try (Between between = new Between(home.port, NOTHING_CUT, "ACK");
                Sender sender = open(between.port())) {
            assertThatThrownBy(() -> sender.send(batch(0, 10))).isInstanceOf(IOException.class);
        }
        try (Sender sender = open(home.port, "heartbeat_format: json")) {
            sender.send(batch(0, 20));
        }
        assertThat(stored())
                .startsWith(lines(0, 10) + "\n" + TIME + "{\"MESSAGE\":\"m0\"}\n")
                .contains("m19");
    }

    @Test
    void serverThatRestartsGoesOnWhereItWas() throws Exception {
        try (Sender sender = open(home.port)) {
            sender.send(batch(0, 10));
            int port = home.port;
            home.close();
            Batch batch = batch(10, 20);
            assertThatThrownBy(() -> sender.send(batch)).isInstanceOf(IOException.class);
            home = new Home(folder, port, "");
            try (Sender again = open(port)) {
                again.send(batch);
            }
        }
        assertThat(stored()).isEqualTo(lines(0, 20));
    }

    @Test
    void markThatCannotBeReadBeginsANewStream() throws Exception {
        try (Sender sender = open(home.port)) {
            sender.send(batch(0, 10));
        }
        Files.writeString(folder.resolve("state/stream.json"), "{\"id\":");
        try (Sender sender = open(home.port)) {
            sender.send(batch(10, 20));
        }
        assertThat(stored()).isEqualTo(lines(0, 20));
    }

    @Test
    void searchFindsThemByTimeAndSeverity() throws Exception {
        try (Sender sender = open(home.port)) {
            sender.send(batch(0, 3));
        }
        LogQuery query = new LogQuery(
                Instant.parse("2020-05-27T12:15:37.308Z"),
                Instant.parse("2020-05-27T12:15:37.309Z"),
                "web1",
                "",
                "",
                Severity.INFO,
                "m1",
                null,
                10,
                false);
        assertThat(new LogSearch(home.store, TimeSource.SYSTEM)
                        .find(query, host -> host.equals("web1"))
                        .orElseThrow()
                        .lines())
                .extracting(line -> line.host() + " " + line.at() + " " + line.severity())
                .containsExactly("web1 2020-05-27T12:15:37.308352Z INFO");
    }

    @Test
    void serverThatDoesNotAcknowledgeIsRefused() throws Exception {
        try (ServerSocket original = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> speakAsTheOriginal(original));
            assertThatThrownBy(() -> open(original.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not acknowledge");
            served.join();
        }
    }

    private static void speakAsTheOriginal(ServerSocket listening) {
        try (Socket client = listening.accept()) {
            client.getOutputStream()
                    .write("# Welcome to LogHamster v0.2.1\nSTREAMID 26e4c9\n".getBytes(StandardCharsets.US_ASCII));
            int heard = client.getInputStream().read();
            while (heard != '\n') {
                heard = client.getInputStream().read();
            }
            client.getOutputStream().write("OK 26e4c9 0\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void peerThatHangsTimesOut() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> open(silent.getLocalPort(), "heartbeat_timeout: 1"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + silent.getLocalPort());
        }
    }

    @Test
    void tlsWithCertificatesOnBothSides() throws Exception {
        for (String name : List.of("server", "client")) {
            certificate(name);
        }
        home.close();
        home = new Home(
                folder,
                0,
                "    tls: {listen: \"127.0.0.1:0\", certificate: server.pem, key: server.key, client_ca: client.pem}\n");
        try (Sender sender = open(
                home.tlsPort,
                "ca: " + folder.resolve("server.pem"),
                "certfile: " + folder.resolve("client.pem"),
                "keyfile: " + folder.resolve("client.key"))) {
            sender.send(batch(0, 5_000));
        }
        assertThat(stored()).isEqualTo(lines(0, 5_000));
        assertThatThrownBy(() -> open(home.tlsPort, "ssl: true")).hasMessageContaining("PKIX");
    }

    private void certificate(String name) throws IOException, InterruptedException {
        List<String> command = List.of(("openssl req -x509 -newkey rsa:2048 -nodes -days 9 -subj /CN=" + name
                        + " -addext subjectAltName=IP:127.0.0.1 -keyout " + folder.resolve(name + ".key") + " -out "
                        + folder.resolve(name + ".pem"))
                .split(" "));
        assertThat(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("openssl.log").toFile())
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void faultyKeysAreNamed() {
        assertThatThrownBy(() -> SenderContract.plan(
                        new HeartbeatSenderFactory(), "heartbeat_port: 0\nheartbeat_format: xml\nkeyfile: /x"))
                .hasMessageContaining("heartbeat_server: is needed")
                .hasMessageContaining("heartbeat_port")
                .hasMessageContaining("heartbeat_format")
                .hasMessageContaining("keyfile");
    }
}
