package io.heartbeat.pump.sender.loghog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.loghog.LogHogServer;
import io.heartbeat.loghog.LogHogSettings;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Metrics;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderContract;
import io.heartbeat.settings.Settings;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sender and our server's own receiver, on real sockets. */
class LogHogSenderTest {
    @TempDir
    Path folder;

    private Telemetry telemetry;
    private LogStore store;
    private LogHogServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
            store.close();
        }
    }

    private int serve(String... more) throws IOException {
        int port = freePort();
        Path file = Files.writeString(
                folder.resolve("hb.yaml"),
                "loghog:\n  listen: 127.0.0.1:" + (more.length == 0 ? port : freePort()) + "\n  logdir: logs\n"
                        + String.join("\n", more).replace("PORT", port + "")
                        + "\n  facilities:\n    journal: {rotate: daily, backup_count: 3, secret: sesame, require_sha256: yes}\n"
                        + "    journal:cron: {rotate: daily, backup_count: 3}\n");
        LogHogSettings settings = Settings.read(file, Map.of(), root -> LogHogSettings.from(root, folder));
        telemetry = new Telemetry(TimeSource.SYSTEM);
        store = new LogStore(folder.resolve("catalogue"), TimeSource.SYSTEM, Thread::new, telemetry);
        server = new LogHogServer(settings, store, TimeSource.SYSTEM, telemetry, Thread::new);
        server.open();
        return port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Sender open(int port, String... more) throws Exception {
        return SenderContract.plan(
                        new LogHogSenderFactory(),
                        "loghog_server: 127.0.0.1\nloghog_application: journal\nloghog_secret: sesame\nloghog_port: "
                                + port + "\n" + String.join("\n", more))
                .open(new SenderContext("r", "s", folder, TimeSource.SYSTEM, Runnable::run, Metrics.NONE));
    }

    private static Batch batch(String... entries) {
        Batch batch = new Batch();
        for (String entry : entries) {
            byte[] json = entry.getBytes(StandardCharsets.UTF_8);
            batch.add(json, 0, json.length, "c" + batch.size(), 1_590_581_737_308_352L);
        }
        return batch;
    }

    /** The lines of a facility without their moment, which is the server's. */
    private List<String> stored(String facility) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("logs/journal/" + facility + ".log"))) {
            lines.add(line.substring(29));
        }
        return lines;
    }

    private double refused() {
        return telemetry.instruments().stream()
                .filter(one -> one.name().startsWith("loghog")
                        && one.labels().toString().contains("reason"))
                .mapToDouble(one -> one.value().getAsDouble())
                .sum();
    }

    @Test
    void keepsTheContractOfAllSenders() throws Exception {
        assertThat(SenderContract.faults(new LogHogSenderFactory(), Path.of("../../docs/JOURNAL_SHIPPING.md")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loghog_signing: both", "loghog_signing: sha256", "loghog_compress: true"})
    void whatIsAcknowledgedIsWritten(String more) throws Exception {
        int port = serve();
        try (Sender sender = open(port, more)) {
            Batch batch = batch(
                    "{\"MESSAGE\":\"ä\\nb\",\"PRIORITY\":3,\"HOSTNAME\":\"web1\",\"SYSLOG_IDENTIFIER\":\"sshd\"}",
                    "{\"MESSAGE\":\"run\",\"HOSTNAME\":\"web1\",\"SYSLOG_IDENTIFIER\":\"cron\"}");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
            assertThat(stored("root")).containsExactly("web1 - ERROR - ä\\nb");
            assertThat(stored("cron")).containsExactly("web1 - INFO - run");
            for (int i = 0; i < 20; i++) {
                sender.send(batch("{\"MESSAGE\":\"" + i + "\"}"));
                sender.tend();
            }
        }
        assertThat(stored("root")).hasSize(21).last().isEqualTo("127.0.0.1 - INFO - 19");
        assertThat(refused()).isZero();
    }

    @Test
    void wholeEntryMayBeTheBody() throws Exception {
        int port = serve();
        try (Sender sender = open(port, "loghog_body: json", "loghog_hostname: web9")) {
            sender.send(batch("{\"MESSAGE\":\"a\",\"PID\":7}"));
        }
        assertThat(stored("root")).containsExactly("web9 - {\"MESSAGE\":\"a\",\"PID\":7}");
    }

    @Test
    void longMessagesAreCutToWhatTheServerTakes() throws Exception {
        int port = serve();
        try (Sender sender = open(port)) {
            sender.send(batch(
                    "{\"MESSAGE\":\"" + "\\u0001ä😀".repeat(20_000) + "\"}",
                    "{\"MESSAGE\":\"" + "x".repeat(500_000) + "\"}"));
        }
        assertThat(stored("root"))
                .hasSize(2)
                .allMatch(line -> line.endsWith("… (cut)") && line.length() > 1_000)
                .noneMatch(line -> line.contains("\uFFFD… (cut)"));
        assertThat(refused()).isZero();
    }

    @Test
    void tlsWithCertificatesOnBothSides() throws Exception {
        for (String name : List.of("server", "client")) {
            certificate(name);
        }
        int port = serve("  listen_tls: 127.0.0.1:PORT", "  pemfile: server.pem", "  cacert: client.crt");
        String own = folder.resolve("client.pem").toString();
        try (Sender sender = open(port, "ca: " + folder.resolve("server.crt"), "certfile: " + own, "keyfile: " + own)) {
            Batch batch = batch("{\"MESSAGE\":\"a\"}");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
            sender.send(batch("{\"MESSAGE\":\"b\"}"));
        }
        assertThat(stored("root")).containsExactly("127.0.0.1 - INFO - a", "127.0.0.1 - INFO - b");
        assertThatThrownBy(() -> open(port, "ssl: true")).hasMessageContaining("PKIX");
    }

    private void certificate(String name) throws IOException, InterruptedException {
        Path key = folder.resolve(name + ".key");
        Path certificate = folder.resolve(name + ".crt");
        List<String> command = List.of(("openssl req -x509 -newkey rsa:2048 -nodes -days 9 -subj /CN=" + name
                        + " -addext subjectAltName=IP:127.0.0.1 -keyout " + key + " -out " + certificate)
                .split(" "));
        assertThat(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("openssl.log").toFile())
                        .start()
                        .waitFor())
                .isZero();
        Files.writeString(folder.resolve(name + ".pem"), Files.readString(certificate) + Files.readString(key));
    }

    @Test
    void serverThatResetsAcknowledgesNothing() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> reset = CompletableFuture.runAsync(() -> reset(listening));
            Batch batch = batch("{\"MESSAGE\":\"" + "x".repeat(5_000) + "\"}");
            try (Sender sender = open(listening.getLocalPort())) {
                assertThatThrownBy(() -> sender.send(batch)).isInstanceOf(IOException.class);
            }
            reset.join();
            assertThat(batch.pending()).isOne();
        }
    }

    private static void reset(ServerSocket listening) {
        try (Socket client = listening.accept()) {
            client.getInputStream().read();
            client.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void withoutConfirmWhatWasSentCountsAsArrived() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Sender sender = open(silent.getLocalPort(), "confirm: false")) {
            Batch batch = batch("{}");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
        }
    }

    @Test
    void messageThatNeverFitsIsPoison() throws Exception {
        int port = serve();
        try (Sender sender = open(port, "loghog_max_message: 1KiB")) {
            String long255 = "\\u0001".repeat(255);
            Batch batch = batch(
                    "{\"HOSTNAME\":\"" + long255 + "\",\"SYSLOG_IDENTIFIER\":\"" + long255 + "\",\"MESSAGE\":\"a\"}",
                    "{\"MESSAGE\":\"b\"}");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
            assertThat(batch.isPoison(0)).isTrue();
            assertThat(stored("root")).containsExactly("127.0.0.1 - INFO - b");
        }
    }

    @Test
    void faultyKeysAreNamedAndShowNoSecret() {
        assertThatThrownBy(() -> SenderContract.plan(
                        new LogHogSenderFactory(),
                        "loghog_secret: s3cr3t\nloghog_signing: none\nloghog_max_message: 7\ncertfile: /x"))
                .hasMessageContaining("loghog_server: is needed")
                .hasMessageContaining("loghog_application: is needed")
                .hasMessageContaining("loghog_signing")
                .hasMessageContaining("loghog_max_message")
                .hasMessageContaining("certfile")
                .hasMessageNotContaining("s3cr3t");
    }
}
