package io.heartbeat.web.live.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import com.fasterxml.jackson.databind.JsonNode;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.command.CommandSettings;
import io.heartbeat.command.Parcels;
import io.heartbeat.web.agent.AgentFiles;
import io.heartbeat.web.live.FeedDriver;
import io.heartbeat.web.live.Fleet;
import io.heartbeat.web.security.Viewer;
import io.heartbeat.web.security.Viewers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveServerTest {
    private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();

    @TempDir
    private Path directory;

    private volatile boolean admitted = true;
    private final FeedDriver driver = new FeedDriver();
    private final Map<String, Viewer> tokens = Map.of("all", Fleet.everybody(), "db", Fleet.viewer("db"::equals));
    private LiveServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        server = new LiveServer(driver.feed(), viewers(), files(), TimeSource.SYSTEM, Thread::new);
    }

    @AfterEach
    void stop() {
        server.close();
        driver.close();
    }

    @Test
    void pushesAHeartbeatToAWatcher() throws InterruptedException {
        URI address = plain();
        try (WebSocketClient client = new WebSocketClient(http, address.resolve("/any/path?token=all"))) {
            assertThat(client.next().get("type").asText()).isEqualTo("snapshot");
            driver.beat("web", "<img src=x onerror=alert(1)>");
            JsonNode host = client.next();
            assertThat(host.get("host").get("name").asText()).isEqualTo("web");
            assertThat(client.next().get("message").get("text").asText()).isEqualTo("<img src=x onerror=alert(1)>");
            long last = host.get("seq").asLong();
            try (WebSocketClient back = new WebSocketClient(http, address.resolve("/?token=all&since=" + last))) {
                assertThat(back.next().get("type").asText()).isEqualTo("message");
            }
        }
        await().atMost(ONE_MINUTE)
                .untilAsserted(() -> assertThat(driver.clients()).isZero());
    }

    @Test
    void asksForALoginAndShowsOnlyWhatItMaySee() throws InterruptedException {
        URI address = plain();
        assertThat(refusal(() -> new WebSocketClient(http, address))).isEqualTo(401);
        assertThat(refusal(() -> new WebSocketClient(http, address, "Authorization", "Bearer wrong")))
                .isEqualTo(401);
        driver.beat("web", "secret");
        driver.beat("db", "shown");
        try (WebSocketClient client = new WebSocketClient(http, address, "Authorization", "Bearer db")) {
            JsonNode snapshot = client.next();
            assertThat(snapshot.get("hosts")).hasSize(1);
            driver.beat("web", "secret");
            driver.beat("db", "shown");
            assertThat(client.next().toString()).doesNotContain("secret").contains("db");
        }
    }

    @Test
    void refusesPagesOfOtherSites() {
        URI address = plain();
        assertThat(refusal(() ->
                        new WebSocketClient(http, address.resolve("/?token=all"), "Origin", "http://evil.example")))
                .isEqualTo(403);
        new WebSocketClient(http, address.resolve("/?token=all"), "Origin", "http://" + LOOPBACK + ":50004").close();
    }

    @Test
    void refusesAddressesThatTheServerDoesNotAnswer() {
        URI address = plain();
        admitted = false;
        assertThat(refusal(() -> new WebSocketClient(http, address.resolve("/?token=all"))))
                .isEqualTo(403);
    }

    @Test
    void givesAgentsAway() throws IOException, InterruptedException {
        byte[] agent = new byte[3_000_000];
        new java.util.Random(5).nextBytes(agent);
        Files.write(directory.resolve("hbc-1.2.0.zip"), agent);
        int port = plain().getPort();
        HttpResponse<byte[]> file = http.send(
                HttpRequest.newBuilder(URI.create("http://" + LOOPBACK + ":" + port + "/agent/hbc-1.2.0.zip"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(agent);
        for (String path : new String[] {"hbc-1.3.0.zip", "", "../hb.yaml", "%2e%2e/hb.yaml", "hbc-..%2fx.zip"}) {
            URI uri = URI.create("http://" + LOOPBACK + ":" + port + "/agent/" + path);
            assertThat(http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        HttpResponse<String> sums = http.send(
                HttpRequest.newBuilder(URI.create("http://" + LOOPBACK + ":" + port + "/agent/SHA256SUMS"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(sums.body()).matches("[0-9a-f]{64}  hbc-1\\.2\\.0\\.zip\n");
        HttpResponse<String> script = http.send(
                HttpRequest.newBuilder(URI.create("http://" + LOOPBACK + ":" + port + "/agent/install.sh"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(script.body()).startsWith("#!/bin/sh");
    }

    @Test
    void givesAgentsAwayWithTlsOfItsOwn() throws Exception {
        byte[] agent = new byte[2_000_000];
        new java.util.Random(6).nextBytes(agent);
        Files.write(directory.resolve("hbc-1.2.0.zip"), agent);
        Path pem = directory.resolve("fullchain.pem");
        Path key = directory.resolve("privkey.pem");
        Certificates.write(directory, "hb", "EC", pem, key);
        int port = server.openTls(LOOPBACK, 0, pem, key).address().getPort();
        HttpClient trusting = HttpClient.newBuilder().sslContext(trustAll()).build();
        URI uri = URI.create("https://localhost:" + port + "/agent/hbc-1.2.0.zip");
        for (int i = 0; i < 3; i++) {
            HttpResponse<byte[]> file =
                    trusting.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(file.body()).isEqualTo(agent);
        }
    }

    private AgentFiles files() {
        return new AgentFiles(new Parcels(new CommandSettings(directory, Optional.empty(), Duration.ofDays(1))));
    }

    @Test
    void saysThatItSpeaksWebSocketOnly() throws IOException, InterruptedException {
        URI address = plain();
        URI page = URI.create("http://" + LOOPBACK + ":" + address.getPort() + "/live");
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.body()).contains("WebSocket");
    }

    @Test
    void garbageEndsOnlyItsOwnConnection() throws IOException, InterruptedException {
        URI address = plain();
        try (Socket socket = new Socket(LOOPBACK, address.getPort())) {
            socket.getOutputStream().write("\u0000\u0001garbage\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().readAllBytes())
                    .startsWith("HTTP/1.1 400".getBytes(StandardCharsets.US_ASCII));
        }
        try (WebSocketClient client = new WebSocketClient(http, address.resolve("/?token=all"))) {
            client.next();
            client.socket().sendText("x".repeat(2_000), true).join();
            assertThat(client.end()).isEqualTo(1009);
        }
        try (WebSocketClient client = new WebSocketClient(http, address.resolve("/?token=all"))) {
            assertThat(client.next().get("type").asText()).isEqualTo("snapshot");
            client.socket().sendText("hello?", true).join();
            client.socket().sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
            assertThat(client.end()).isEqualTo(WebSocket.NORMAL_CLOSURE);
        }
    }

    @Test
    void aRenewedCertificateServesTheNextConnection() throws Exception {
        Path pem = directory.resolve("fullchain.pem");
        Path key = directory.resolve("privkey.pem");
        Certificates.write(directory, "old", "EC", pem, key);
        int port = server.openTls(LOOPBACK, 0, pem, key).address().getPort();
        HttpClient trusting = HttpClient.newBuilder().sslContext(trustAll()).build();
        URI address = URI.create("wss://localhost:" + port + "/?token=all");
        try (WebSocketClient stays = new WebSocketClient(trusting, address)) {
            assertThat(stays.next().get("type").asText()).isEqualTo("snapshot");
            assertThat(subject(port)).isEqualTo("CN=old");
            Certificates.write(directory, "new", "EC", pem, key);
            await().atMost(ONE_MINUTE)
                    .untilAsserted(() -> assertThat(subject(port)).isEqualTo("CN=new"));
            Files.writeString(pem, "broken");
            driver.beat("web", "still here");
            assertThat(stays.next().get("host").get("name").asText()).isEqualTo("web");
            await().during(Duration.ofMillis(1_500)).atMost(ONE_MINUTE).untilAsserted(() -> assertThat(subject(port))
                    .isEqualTo("CN=new"));
        }
        assertThatThrownBy(() -> connect(port, "TLSv1.1")).isInstanceOf(IOException.class);
        connect(port, "TLSv1.2");
    }

    @Test
    void saysWhichPortIsTakenAndWhichFileIsMissing() {
        int taken = plain().getPort();
        assertThatThrownBy(() -> server.openPlain(LOOPBACK, taken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TCP port " + taken + " (ws_port) cannot be bound");
        Path missing = directory.resolve("nothing.pem");
        assertThatThrownBy(() -> server.openTls(LOOPBACK, 0, missing, missing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(missing + ": no such file")
                .hasMessageContaining("wss_pem");
    }

    private URI plain() {
        return URI.create("ws://" + LOOPBACK + ":"
                + server.openPlain(LOOPBACK, 0).address().getPort() + "/");
    }

    private int refusal(Runnable connect) {
        try {
            connect.run();
        } catch (IllegalStateException refused) {
            if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw refused;
        }
        return 101;
    }

    private Viewers viewers() {
        return new Viewers() {
            @Override
            public boolean admits(InetAddress from) {
                return admitted && from.isLoopbackAddress();
            }

            @Override
            public Optional<Viewer> ofHandshake(String authorization, String cookies, String token) {
                String shown = authorization == null ? token : authorization.substring("Bearer ".length());
                return Optional.ofNullable(shown).map(tokens::get);
            }
        };
    }

    private static String subject(int port) throws IOException, GeneralSecurityException {
        return connect(port, "TLSv1.3");
    }

    private static String connect(int port, String protocol) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = (SSLSocket) trustAll().getSocketFactory().createSocket(LOOPBACK, port)) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getSubjectX500Principal().getName();
        }
    }

    private static SSLContext trustAll() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustEverybody()}, null);
        return context;
    }

    private static final class TrustEverybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
