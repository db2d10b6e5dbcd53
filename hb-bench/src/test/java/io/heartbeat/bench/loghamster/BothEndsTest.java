package io.heartbeat.bench.loghamster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heartbeat.agent.loghamster.Hamster;
import io.heartbeat.agent.loghamster.HamsterSettings;
import io.heartbeat.agent.loghamster.ShippingCounts;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.loghamster.LoghamsterServer;
import io.heartbeat.loghamster.LoghamsterSettings;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.settings.Settings;
import io.heartbeat.telemetry.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client and our server on real sockets: what comes out has the hash of what went in. */
class BothEndsTest {
    @TempDir
    Path folder;

    private final Random random = new Random(50_003);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int port;
    private LogStore store;
    private LoghamsterServer server;
    private Telemetry telemetry;
    private Hamster hamster;

    @AfterEach
    void stop() {
        stopClient();
        stopServer();
    }

    private void stopServer() {
        if (server != null) {
            server.close();
            store.close();
            server = null;
        }
    }

    private void stopClient() {
        if (hamster != null) {
            hamster.close();
            hamster = null;
        }
    }

    private void serve(String more) throws IOException {
        Path file = Files.writeString(
                folder.resolve("hb.yaml"),
                "loghamster:\n  server:\n    listen: 127.0.0.1:" + port + "\n    basedirectory: out\n" + more);
        LoghamsterSettings settings = Settings.read(
                        file, Map.of(), root -> LoghamsterSettings.from(root, folder.resolve("data")))
                .orElseThrow();
        telemetry = new Telemetry(TimeSource.SYSTEM);
        store = new LogStore(folder.resolve("catalogue"), TimeSource.SYSTEM, Thread::new, telemetry);
        server = new LoghamsterServer(
                settings, store, folder.resolve("ledger"), TimeSource.SYSTEM, telemetry, Thread::new);
        port = server.addresses().get(0).getPort();
    }

    private void ship(int to, String target) throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Path file = Files.writeString(
                folder.resolve("client.toml"),
                "state = \"state.json\"\npoll = \"10ms\"\nmax_wait = \"20ms\"\npartial_wait = \"50ms\"\n[target]\n"
                        + "hostname = \"127.0.0.1\"\nport = " + to + "\n" + target
                        + "\n[[input]]\nname = \"web1\"\npath = \"in/app.log\"\n");
        HamsterSettings settings = Settings.read(file, Map.of(), root -> HamsterSettings.from(root, "x", folder));
        hamster = new Hamster(settings, TimeSource.SYSTEM, new ShippingCounts());
        hamster.start();
    }

    private Path log() {
        return folder.resolve("in/app.log");
    }

    private void write(int bytes) throws IOException {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        Files.createDirectories(log().getParent());
        Files.write(log(), some, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        written.writeBytes(some);
    }

    private void rotate(int number) throws IOException {
        Files.move(log(), folder.resolve("in/app.log." + number));
    }

    private Path output() {
        return folder.resolve("out/web1/" + log().toString().substring(1).replace('/', '_') + ".out.log");
    }

    private void awaitIdentical() {
        await().atMost(Duration.ofSeconds(120)).ignoreExceptions().until(() -> Files.size(output()) >= written.size());
        assertThat(sha256(read())).isEqualTo(sha256(written.toByteArray()));
    }

    private byte[] read() {
        try {
            return Files.readAllBytes(output());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void restartsOfBothAndRotationsLoseAndDoubleNothing() throws IOException {
        serve("");
        ship(port, "");
        for (int i = 1; i <= 6; i++) {
            write(200_000);
            if (i % 2 == 0) {
                stopServer();
            }
            write(100_000);
            rotate(i);
            if (i % 3 == 0) {
                stopClient();
            }
            write(50_000);
            if (server == null) {
                serve("");
            }
            if (hamster == null) {
                ship(port, "");
            }
        }
        awaitIdentical();
    }

    @ParameterizedTest
    @ValueSource(strings = {"compress = true", "rate_limit = \"2MB\"", ""})
    void everyMannerOfSendingArrives(String target) throws IOException {
        serve("    rate_limit: 4MB\n");
        write(3_000_000);
        ship(port, target);
        awaitIdentical();
    }

    @Test
    void tlsWithCertificatesOnBothSides() throws IOException, InterruptedException {
        for (String name : List.of("server", "client")) {
            certificate(name);
        }
        serve("    tls: {listen: \"127.0.0.1:0\", certificate: server.pem, key: server.key, client_ca: client.pem}\n");
        write(1_000_000);
        ship(
                server.addresses().get(1).getPort(),
                "ca = \"server.pem\"\ncertificate = \"client.pem\"\nkey = \"client.key\"");
        awaitIdentical();
        try (Socket plain = new Socket(
                InetAddress.getLoopbackAddress(), server.addresses().get(1).getPort())) {
            plain.getOutputStream().write("INIT STREAM without:/tls\n".getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofMinutes(1)).until(() -> failures() == 1);
        }
        write(10_000);
        rotate(1);
        write(10_000);
        awaitIdentical();
    }

    private double failures() {
        return telemetry.counter("loghamster_tls_failures_total", "").sum();
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

    /** Slow, silent and lying peers cost the others nothing. */
    @Test
    void fiveHundredPeersThatSayLittleAreNoHindrance() throws IOException {
        serve("");
        List<Socket> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                Socket peer = new Socket(InetAddress.getLoopbackAddress(), port);
                String begun = i % 3 == 0 ? "I" : i % 3 == 1 ? "INIT STREAM slow" + i + ":/p\nx" : "";
                peer.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
                peers.add(peer);
            }
            write(2_000_000);
            ship(port, "");
            awaitIdentical();
        } finally {
            for (Socket peer : peers) {
                peer.close();
            }
        }
    }
}
