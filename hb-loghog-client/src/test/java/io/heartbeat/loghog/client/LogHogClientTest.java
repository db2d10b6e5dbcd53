package io.heartbeat.loghog.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.heartbeat.wire.loghog.MessageWriter.Signing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogHogClientTest {
    private static final Instant NOW = Instant.parse("2026-11-21T07:36:05.25Z");
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private ListeningServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new ListeningServer(ServerSocketFactory.getDefault(), 0, null);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void messagesArriveInOrderAndAreCounted() throws IOException {
        try (LogHogClient client = new LogHogClient(options())) {
            for (int i = 0; i < 5_000; i++) {
                assertThat(client.log(NOW, "web.pay", "INFO - ✓ " + i)).isTrue();
            }
            await().atMost(SOON).until(() -> server.said.size() == 5_000);
            await().atMost(SOON).until(() -> client.sent() == 5_000);
            assertThat(client.problem()).isNull();
        }
        assertThat(server.said).last().isEqualTo("web.pay athens INFO - ✓ 4999");
    }

    @Test
    void datagramsAndCompressionAndBothSignatures() throws IOException {
        server.close();
        server = new ListeningServer(ServerSocketFactory.getDefault(), 0, "s3cret");
        LogHogOptions signed =
                options().signed("s3cret", Set.of(Signing.MD5, Signing.SHA256)).compressed(true);
        try (LogHogClient tcp = new LogHogClient(signed);
                LogHogClient udp =
                        new LogHogClient(signed.over(Transport.UDP, null, null).at(server.udpPort()))) {
            tcp.log(NOW, "m", "over TCP");
            await().atMost(SOON).until(() -> server.said.size() == 1);
            udp.log(NOW, "m", "over UDP");
            await().atMost(SOON).until(() -> server.said.size() == 2);
        }
        assertThat(server.said).containsExactly("m athens over TCP", "m athens over UDP");
    }

    @Test
    void aServerThatIsAwayIsWaitedForAndNothingIsLost() throws IOException {
        int port = server.port();
        server.close();
        try (LogHogClient client = new LogHogClient(options().at(port))) {
            for (int i = 0; i < 100; i++) {
                client.log(NOW, "m", "message " + i);
            }
            await().atMost(SOON).until(() -> client.failures() > 0);
            assertThat(client.problem()).contains("shop to 127.0.0.1:" + port);
            server = new ListeningServer(ServerSocketFactory.getDefault(), port, null);
            await().atMost(SOON).until(() -> server.said.size() == 100);
            assertThat(client.dropped()).isZero();
        }
    }

    @Test
    void aServerThatRestartsIsFoundAgain() throws IOException {
        int port = server.port();
        try (LogHogClient client = new LogHogClient(options())) {
            client.log(NOW, "m", "before");
            await().atMost(SOON).until(() -> server.said.size() == 1);
            server.close();
            server = new ListeningServer(ServerSocketFactory.getDefault(), port, null);
            await().atMost(SOON).until(() -> {
                client.log(NOW, "m", "again");
                return !server.said.isEmpty();
            });
        }
    }

    /** The application never waits: a full queue drops, and counts. */
    @Test
    void aFullQueueDropsAndCounts() throws IOException {
        int port = server.port();
        server.close();
        LogHogClient client = new LogHogClient(options().at(port).holding(10));
        try {
            for (int i = 0; i < 100; i++) {
                client.log(NOW, "m", "message " + i);
            }
            assertThat(client.dropped()).isGreaterThanOrEqualTo(89);
        } finally {
            client.close(Duration.ofSeconds(5));
        }
        assertThat(client.dropped()).as("what waited at the end too").isEqualTo(100);
        assertThat(client.log(NOW, "m", "late")).isFalse();
        server = new ListeningServer(ServerSocketFactory.getDefault(), 0, null);
    }

    @Test
    void bodiesBeyondTheServersBoundAreCut() throws IOException {
        try (LogHogClient client = new LogHogClient(options())) {
            client.log(NOW, "m", "é\n".repeat(20_000));
            await().atMost(SOON).until(() -> server.said.size() == 1);
            assertThat(server.said.get(0)).startsWith("m athens é\né").endsWith("… (cut)");
            assertThat(client.cut()).isEqualTo(1);
        }
    }

    @Test
    void overTlsBothSidesHaveCertificates() throws Exception {
        Path ca = directory.resolve("ca.crt");
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                directory.resolve("ca.key").toString(),
                "-out",
                ca.toString(),
                "-days",
                "9",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=IP:127.0.0.1");
        Path pem = directory.resolve("own.pem");
        Files.writeString(pem, Files.readString(ca) + Files.readString(directory.resolve("ca.key")));
        server.close();
        server = new ListeningServer(serverSide(pem).getServerSocketFactory(), 0, null);
        LogHogOptions tls = LogHogOptions.of("shop", "127.0.0.1")
                .from("athens")
                .over(Transport.TLS, pem, ca)
                .at(server.port());
        try (LogHogClient client = new LogHogClient(tls)) {
            client.log(NOW, "m", "encrypted");
            await().atMost(SOON).until(() -> server.said.size() == 1);
        }
    }

    @Test
    void optionsAreChecked() {
        assertThatThrownBy(() -> LogHogOptions.of(" ", "x")).hasMessageContaining("application is required");
        assertThatThrownBy(() -> LogHogOptions.of("a", "x").over(Transport.TLS, null, null))
                .hasMessageContaining("hbd certs client");
        assertThat(options().signed("s3cret", Set.of(Signing.MD5)).toString()).doesNotContain("s3cret");
    }

    @Test
    void logbackIsConfiguredByItsFile() throws Exception {
        String xml =
                """
                <configuration>
                  <appender name="loghog" class="io.heartbeat.loghog.client.LogHogAppender">
                    <application>shop</application>
                    <server>127.0.0.1</server>
                    <port>%d</port>
                    <hostname>athens</hostname>
                    <secret>s3cret</secret>
                    <signing>MD5, SHA256</signing>
                  </appender>
                  <root level="INFO"><appender-ref ref="loghog"/></root>
                </configuration>
                """
                        .formatted(server.port());
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        context.getLogger("web.pay").warn("hello {}", "world", new IllegalStateException("why"));
        context.getLogger("web.pay").debug("not this one");
        context.stop();
        await().atMost(SOON).until(() -> server.said.size() == 1);
        assertThat(server.said.get(0))
                .startsWith("web.pay athens WARN - hello world\njava.lang.IllegalStateException: why");
    }

    @Test
    void javaUtilLoggingIsConfiguredByItsFile() throws Exception {
        String handler = LogHogHandler.class.getName();
        String text = handler + ".application=shop\n" + handler + ".server=127.0.0.1\n" + handler + ".hostname=athens\n"
                + handler + ".port=" + server.port() + "\n" + handler + ".level=info\n";
        LogManager.getLogManager()
                .updateConfiguration(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)),
                        key -> (old, fresh) -> fresh);
        LogHogHandler made = new LogHogHandler();
        Logger logger = Logger.getLogger("io.shop");
        logger.setUseParentHandlers(false);
        logger.addHandler(made);
        logger.log(java.util.logging.Level.SEVERE, "no {0}", "money");
        logger.log(java.util.logging.Level.FINE, "not this one");
        made.close();
        logger.removeHandler(made);
        await().atMost(SOON).until(() -> server.said.size() == 1);
        assertThat(server.said).containsExactly("io.shop athens SEVERE - no money");
    }

    @Test
    void itKnowsNeitherAgentNorServer() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.heartbeat.agent..", "io.heartbeat.loghog", "com.fasterxml..", "org.snakeyaml..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.heartbeat.loghog.client"));
    }

    private LogHogOptions options() {
        return LogHogOptions.of("shop", "127.0.0.1").from("athens").at(server.port());
    }

    private static SSLContext serverSide(Path pem) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        Path store = pem.resolveSibling("own.p12");
        run("openssl", "pkcs12", "-export", "-in", pem.toString(), "-out", store.toString(), "-passout", "pass:x");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "x".toCharArray());
        }
        keys.setCertificateEntry("ca", keys.getCertificate(keys.aliases().nextElement()));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "x".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
