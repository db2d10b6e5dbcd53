package io.heartbeat.pump.sender.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import io.airlift.compress.snappy.SnappyDecompressor;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Metrics;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderContract;
import io.heartbeat.pump.sender.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.java_websocket.server.SSLParametersWebSocketServerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebsocketSenderTest {
    @TempDir
    Path directory;

    private Server server;

    @BeforeEach
    void serve() throws Exception {
        server = new Server(1 << 20);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Sender openAt(String uri, String... more) throws Exception {
        return SenderContract.plan(
                        new WebsocketSenderFactory(), "websocket_uri: " + uri + "\n" + String.join("\n", more))
                .open(new SenderContext("r", "s", directory, TimeSource.SYSTEM, Runnable::run, Metrics.NONE));
    }

    private Sender open(String... more) throws Exception {
        return openAt("ws://127.0.0.1:" + server.begin().getPort() + "/in?key=s3cr3t", more);
    }

    private static Batch batch(String... entries) {
        Batch batch = new Batch();
        for (String entry : entries) {
            byte[] json = entry.getBytes(StandardCharsets.UTF_8);
            batch.add(json, 0, json.length, "c" + batch.size(), 0);
        }
        return batch;
    }

    private static String plain(byte[] snappy) {
        byte[] out = new byte[SnappyDecompressor.getUncompressedLength(snappy, 0)];
        new SnappyDecompressor().decompress(snappy, 0, snappy.length, out, 0, out.length);
        return new String(out, StandardCharsets.UTF_8);
    }

    private List<String> plain() {
        return server.frames.stream().map(WebsocketSenderTest::plain).toList();
    }

    private static Path certificate(Path directory) throws Exception {
        Process process = new ProcessBuilder(
                        ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
                                        + " -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost -addext"
                                        + " subjectAltName=DNS:localhost")
                                .split(" "))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return directory.resolve("cert.pem");
    }

    @Test
    void keepsTheContractOfAllSenders() throws Exception {
        assertThat(SenderContract.faults(new WebsocketSenderFactory(), Path.of("../../docs/JOURNAL_SHIPPING.md")))
                .isEmpty();
    }

    @Test
    void batchIsOneBinaryFrameJoinedByNulAndOneBlockOfSnappy() throws Exception {
        Batch batch = batch("{\"n\":1,\"m\":\"" + "ab".repeat(500) + "\"}", "{\"n\":2}", "{\"n\":3}");
        batch.acknowledge(1);
        try (Sender sender = open()) {
            sender.send(batch);
            assertThat(batch.pending()).isZero();
            sender.send(batch("{\"n\":4}"));
        }

        assertThat(plain()).containsExactly("{\"n\":1,\"m\":\"" + "ab".repeat(500) + "\"}\0{\"n\":3}", "{\"n\":4}");
        assertThat(server.frames.get(0).length).isLessThan(200);
        assertThat(server.texts).isEmpty();
        assertThat(server.handshakes).hasSize(1);
        assertThat(server.handshakes.get(0).getResourceDescriptor()).isEqualTo("/in?key=s3cr3t");
        assertThat(server.handshakes.get(0).getFieldValue("User-Agent")).isEqualTo("hbc (journalpump)");
        assertThat(server.handshakes.get(0).getFieldValue("Journalpump-Batch-Size"))
                .isEqualTo("1048576");
        assertThat(server.handshakes.get(0).getFieldValue("Journalpump-Compression"))
                .isEqualTo("snappy");
        assertThat(server.handshakes.get(0).getFieldValue("Sec-WebSocket-Extensions"))
                .isEmpty();
    }

    @Test
    void framesHoldNoMoreThanTheyMay() throws Exception {
        try (Sender sender = open("max_batch_size: 15", "compression: none")) {
            sender.send(batch("{\"n\":1}", "{\"n\":2}", "{\"n\":3}", "{\"n\":\"larger than 15\"}", "{\"n\":5}"));
        }
        assertThat(server.frames)
                .extracting(String::new)
                .containsExactly("{\"n\":1}\0{\"n\":2}", "{\"n\":3}", "{\"n\":\"larger than 15\"}", "{\"n\":5}");
        assertThat(server.handshakes.get(0).getFieldValue("Journalpump-Compression"))
                .isEqualTo("none");
    }

    @Test
    void batchSizeOfZeroIsAnEntryAFrame() throws Exception {
        try (Sender sender = open("max_batch_size: 0")) {
            sender.send(batch("{\"n\":1}", "{\"n\":2}"));
        }
        assertThat(plain()).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(server.handshakes.get(0).getFieldValue("Journalpump-Batch-Size"))
                .isEqualTo("0");
    }

    @Test
    void deflateIsNegotiatedAndEveryFrameArrives() throws Exception {
        Random random = new Random(50003);
        StringBuilder large = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            large.append((char) ('a' + random.nextInt(16)));
        }
        try (Sender sender = open("websocket_compression: deflate", "compression: none")) {
            for (int i = 0; i < 5; i++) {
                sender.send(batch("{\"n\":" + i + "}", "{\"m\":\"" + large + "\"}"));
            }
        }
        assertThat(server.extensions).first().asString().contains("PerMessageDeflate");
        assertThat(server.handshakes.get(0).getFieldValue("Sec-WebSocket-Extensions"))
                .startsWith("permessage-deflate");
        assertThat(server.frames).hasSize(5);
        assertThat(new String(server.frames.get(4), StandardCharsets.UTF_8))
                .isEqualTo("{\"n\":4}\0{\"m\":\"" + large + "\"}");
    }

    @Test
    void tlsChecksTheNameAndShowsTheOwnCertificate() throws Exception {
        Path certificate = certificate(directory);
        Path key = directory.resolve("key.pem");
        SSLContext context = new Tls(certificate, certificate, key).context();
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setNeedClientAuth(true);
        // With 1.3 this server sometimes leaves a request unread that comes with the end of the handshake.
        parameters.setProtocols(new String[] {"TLSv1.2"});
        server.setWebSocketFactory(new SSLParametersWebSocketServerFactory(context, parameters));
        int port = server.begin().getPort();
        String own = "certfile: " + certificate + "\nkeyfile: " + key;

        try (Sender sender = openAt("wss://localhost:" + port, "ssl: true", "ca: " + certificate, own)) {
            Batch batch = batch("{\"n\":1}");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
        }
        assertThat(plain()).containsExactly("{\"n\":1}");
        assertThatThrownBy(() -> openAt("wss://127.0.0.1:" + port, "ca: " + certificate, own))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("wss://127.0.0.1:" + port + ": No subject alternative names");
        assertThatThrownBy(() -> openAt("wss://localhost:" + port, own))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("certification path");
        assertThatThrownBy(() -> openAt("wss://localhost:" + port, "ca: " + certificate))
                .isInstanceOf(IOException.class);
    }

    @Test
    void socksProxyLooksUpTheName() throws Exception {
        server.begin();
        try (SocksProxy proxy = new SocksProxy();
                Sender sender =
                        openAt("ws://logs.internal:" + server.getPort() + "/x", "socks5_proxy: " + proxy.address())) {
            Batch batch = batch("{\"n\":1}");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
            assertThat(proxy.targets).containsExactly("logs.internal:" + server.getPort());
            assertThatThrownBy(() -> openAt(
                            "ws://logs.internal:" + server.getPort(),
                            "socks5_proxy: " + proxy.address().replace("s3cr3t", "s3cr3t2")))
                    .hasMessageContaining("refuses user and password")
                    .hasMessageNotContaining("s3cr3t");
        }
        assertThat(plain()).containsExactly("{\"n\":1}");
    }

    @Test
    void withoutAPongNothingIsAcknowledged() throws Exception {
        server.mute = true;
        Batch batch = batch("{\"n\":1}");
        try (Sender sender = open()) {
            Thread sending = Thread.currentThread();
            Thread impatient = new Thread(() -> {
                while (server.frames.isEmpty()) {
                    Thread.onSpinWait();
                }
                sending.interrupt();
            });
            impatient.setDaemon(true);
            impatient.start();
            assertThatThrownBy(() -> sender.send(batch)).isInstanceOf(InterruptedException.class);
            impatient.join();
        }
        assertThat(batch.pending()).isOne();
    }

    @Test
    void entryThatTheServerClosesOnIsFoundAndTheRestArrives() throws Exception {
        server.dislike = "poison";
        server.code = 1009;
        Batch batch = batch("{\"n\":1}", "{\"n\":\"poison\"}", "{\"n\":3}");
        try (Sender sender = open("compression: none")) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> sender.send(batch))
                        .hasMessageContaining("closed by the server: 1009 not this one");
            }
            assertThat(batch.isPoison(1)).isTrue();
            assertThat(batch.reason(1)).contains("1009");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
            sender.send(batch("{\"n\":4}", "{\"n\":5}"));
        }
        assertThat(server.frames)
                .extracting(String::new)
                .containsExactly("{\"n\":1}", "{\"n\":3}", "{\"n\":4}\0{\"n\":5}");
    }

    @Test
    void entryLargerThanTheServersLimitIsFound() throws Exception {
        server.close();
        server = new Server(1000);
        Batch batch = batch("{\"n\":1}", "{\"n\":\"" + "x".repeat(5000) + "\"}", "{\"n\":3}");
        try (Sender sender = open("compression: none")) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> sender.send(batch)).hasMessageContaining("closed by the server: 1009");
            }
            sender.send(batch);
        }
        assertThat(batch.pending()).isZero();
        assertThat(batch.isPoison(1)).isTrue();
        assertThat(server.frames).extracting(String::new).containsExactly("{\"n\":1}", "{\"n\":3}");
    }

    @Test
    void connectionThatEndsIsNoticedWhileIdleAndMadeAnew() throws Exception {
        try (Sender sender = open()) {
            sender.tend();
            await().atMost(ONE_MINUTE).until(() -> !server.getConnections().isEmpty());
            server.getConnections().forEach(connection -> connection.close(1001, "restart"));
            assertThatThrownBy(() -> {
                        while (true) {
                            sender.tend();
                        }
                    })
                    .hasMessageContaining("closed by the server: 1001 restart");
            Batch batch = batch("{\"n\":1}");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
        }
    }

    @Test
    void serverThatIsNoneIsNamedWithoutSecrets() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> openAt("ws://user:s3cr3t@127.0.0.1:" + port + "/s3cr3t"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ws://127.0.0.1:" + port + ": Connection refused")
                .hasMessageNotContaining("s3cr3t");
        assertThatThrownBy(() -> openAt("ws://no.such.host.invalid/"))
                .hasMessageContaining("ws://no.such.host.invalid: no address is known of this host");
    }

    @Test
    void serverWithoutTlsIsNamed() throws Exception {
        try (ServerSocket http = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> {
                try (Socket socket = http.accept()) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThatThrownBy(() -> openAt("wss://127.0.0.1:" + http.getLocalPort()))
                    .hasMessageEndingWith(": it does not speak TLS");
            answer.join();
        }
    }

    @Test
    void wrongKeysAreNamed() throws Exception {
        assertThatThrownBy(() -> SenderContract.plan(
                        new WebsocketSenderFactory(),
                        "websocket_uri: http://h/\nssl: true\ncompression: zip\nwebsocket_compression: 1\n"
                                + "max_batch_size: -1\nsocks5_proxy: http://u:s3cr3t@h\ncertfile: c.pem"))
                .hasMessageContaining("websocket_uri: must be a URL with wss:// or ws://")
                .hasMessageContaining("ssl: goes with a websocket_uri of wss://")
                .hasMessageContaining("compression: must be one of snappy, none")
                .hasMessageContaining("websocket_compression: must be one of none, deflate")
                .hasMessageContaining("max_batch_size: must be a size in bytes")
                .hasMessageContaining("socks5_proxy: must be such as socks5://proxy:1080")
                .hasMessageContaining("certfile: goes with keyfile")
                .hasMessageNotContaining("s3cr3t");
        assertThat(SenderContract.plan(new WebsocketSenderFactory(), "websocket_uri: ws://h")
                        .longestRest())
                .isEqualTo(Duration.ofSeconds(90));
    }
}
