package io.heartbeat.loghog;

import static io.heartbeat.loghog.Running.SOON;
import static io.heartbeat.loghog.Running.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.heartbeat.SteppedTime;
import io.heartbeat.tls.TlsClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of Python 3 over each transport, and what TLS demands. */
class PythonClientTest {
    @TempDir
    Path directory;

    private final SteppedTime time = new SteppedTime();
    private Authority authority;
    private Path client;
    private Path server;
    private Running running;

    @BeforeEach
    void start() {
        authority = new Authority(directory, "ca");
        client = authority.leaf("client");
        server = authority.leaf("server");
        running = start("");
    }

    private Running start(String more) {
        return new Running(
                directory,
                time,
                more + "listen_tls: 127.0.0.1:0\npemfile: " + server + "\ncacert: " + authority.ca
                        + "\nfacilities: {shop: {rotate: daily, backup_count: 3, secret: s3cret}, open: {rotate: daily, backup_count: 1}}\n");
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP", "TLS"})
    void aPythonClientIsUnderstood(String transport) throws IOException {
        python(transport, 200, client, authority.ca);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            expected.add("python - WARNING - jalapeño ✓ 😀 " + i);
        }
        assertThat(running.said("shop/root.log", 200)).isEqualTo(expected);
    }

    /** Fix: a hundred messages in one TLS record stall the original. */
    @Test
    void aHundredMessagesInOneRecord() throws Exception {
        byte[][] frames = new byte[100][];
        for (int i = 0; i < 100; i++) {
            frames[i] = open("message " + i);
        }
        try (SSLSocket socket = TlsClient.connect(running.address("TLS"), client, authority.ca, "TLSv1.2")) {
            assertThat(join(frames)).hasSizeLessThan(16384);
            socket.getOutputStream().write(join(frames));
            assertThat(running.said("open/root.log", 100)).last().isEqualTo("a - message 99");
        }
    }

    /** Fix: one silent TLS client blocks everyone in the original. */
    @Test
    void aSilentTlsClientBlocksNobody() throws Exception {
        InetSocketAddress address = running.address("TLS");
        try (Socket silent = new Socket(address.getAddress(), address.getPort())) {
            assertThat(silent.isConnected()).isTrue();
            python("TLS", 1, client, authority.ca);
            running.said("shop/root.log", 1);
        }
    }

    /** Trap: session tickets of TLS 1.3 make the original's one-byte read lose messages; so there are none. */
    @Test
    void tls13WorksWithPythonForNoSessionTicketComes() throws IOException {
        running.close();
        running = start("tls_versions: [TLSv1.3]\n");
        assertThat(python("TLS", 200, client, authority.ca)).contains("TLSv1.3", "unasked: 0", "tickets: False");
        assertThat(running.said("shop/root.log", 200)).last().isEqualTo("python - WARNING - jalapeño ✓ 😀 199");
    }

    /** Trap: the oldest clients know nothing newer. */
    @Test
    void onlyTls12IsOfferedUnlessSomebodyAsksForMore() {
        assertThat(catchThrowable(() -> TlsClient.connect(running.address("TLS"), client, authority.ca, "TLSv1.3")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aClientOfAnotherAuthorityIsRefused() throws Exception {
        Path stranger = new Authority(directory, "other").leaf("stranger");
        try (SSLSocket socket = TlsClient.connect(running.address("TLS"), stranger, authority.ca, "TLSv1.2")) {
            assertThat(catchThrowable(() -> {
                        socket.getOutputStream().write(open("x"));
                        socket.getInputStream().read();
                    }))
                    .isInstanceOf(IOException.class);
        } catch (IOException refusedAtOnce) {
            assertThat(refusedAtOnce).isNotNull();
        }
        python("TLS", 1, client, authority.ca);
        running.said("shop/root.log", 1);
        assertThat(Files.exists(running.file("open/root.log"))).isFalse();
        running.counted("hbd_loghog_tls_failures_total", "", 1);
    }

    @Test
    void aRenewedCertificateServesNewConnectionsAndHurtsNone() throws Exception {
        try (SSLSocket old = TlsClient.connect(running.address("TLS"), client, authority.ca, "TLSv1.2")) {
            String before = serial(old);
            authority.leaf("server");
            await().atMost(SOON).until(() -> {
                time.pass(Duration.ofSeconds(2));
                try (SSLSocket fresh = TlsClient.connect(running.address("TLS"), client, authority.ca, "TLSv1.2")) {
                    return !serial(fresh).equals(before);
                }
            });
            old.getOutputStream().write(open("still open"));
            running.said("open/root.log", 1);
        }
    }

    /** The configuration that docs/LOGHOG.md tells users to copy, as it stands there but for the server's address. */
    @Test
    void theDocumentedConfigurationOfPythonWorks() throws IOException {
        String documented = Files.readString(Path.of("../docs/LOGHOG.md"));
        int begin = documented.indexOf("```python") + "```python".length();
        String code = documented
                .substring(begin, documented.indexOf("```", begin))
                .replace("logs.example.org", "127.0.0.1")
                .replace("5566", Integer.toString(running.address("TCP").getPort()))
                .replace("my-big-secret", "s3cret");
        script("loghog.py");
        Path program = Files.writeString(
                directory.resolve("shop.py"),
                code + "\nlogging.getLogger('web.pay').warning('no %s', 'money')\nlogging.info('jalapeño')\n");
        Authority.run("python3", program.toString());
        assertThat(running.said("shop/root.log", 2))
                .allMatch(line -> line.matches("[\\w.-]+ - .*"))
                .extracting(line -> line.substring(line.indexOf(" - ") + 3))
                .containsExactly("WARNING - no money", "INFO - jalapeño");
    }

    private Path script(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream(name)) {
            return Files.write(directory.resolve(name), in.readAllBytes());
        }
    }

    private static String serial(SSLSocket socket) throws IOException {
        java.security.cert.X509Certificate server =
                (java.security.cert.X509Certificate) socket.getSession().getPeerCertificates()[0];
        return server.getSerialNumber().toString();
    }

    private static byte[] open(String body) {
        return io.heartbeat.wire.loghog.MessageWriter.plain()
                .frame(new io.heartbeat.wire.loghog.LogMessage("open", "m", 1, 2, "a", body));
    }

    private String python(String transport, int count, Path pem, Path ca) throws IOException {
        Path script = script("client.py");
        script("loghog.py");
        InetSocketAddress address = running.address(transport);
        return Authority.run(
                "python3",
                script.toString(),
                transport.toLowerCase(java.util.Locale.ROOT),
                "127.0.0.1",
                Integer.toString(address.getPort()),
                "shop",
                "web.requests",
                "s3cret",
                Integer.toString(count),
                pem.toString(),
                ca.toString());
    }
}
