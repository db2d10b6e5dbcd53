package io.heartbeat.agent.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.heartbeat.agent.Order;
import io.heartbeat.agent.ServerAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From an order to a version that lies beside the present one, over real TLS on loopback. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradeTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path root;

    private HttpsServer server;
    private Path authority;
    private byte[] given = {};
    private Home home;

    @BeforeAll
    void serve(@TempDir Path keys) throws Exception {
        Path store = keys.resolve("store.p12");
        keytool("-genkeypair", "-alias", "s", "-keyalg", "EC", "-dname", "CN=hb", "-ext", "san=ip:127.0.0.1", store);
        authority = keys.resolve("ca.pem");
        keytool("-exportcert", "-rfc", "-alias", "s", "-file", authority.toString(), store);
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            own.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/agent/", exchange -> {
            exchange.sendResponseHeaders(200, given.length);
            exchange.getResponseBody().write(given);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "https://example.org/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    private static void keytool(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (int i = 0; i < arguments.length - 1; i++) {
            command.add(arguments[i].toString());
        }
        command.addAll(List.of("-keystore", arguments[arguments.length - 1].toString()));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @AfterAll
    void stop() {
        server.stop(0);
    }

    @BeforeEach
    void install() throws IOException {
        Home.delete(root.resolve("versions"));
        Path own = Files.createDirectories(root.resolve("versions/1.0.0"));
        Files.createDirectories(own.resolve("lib"));
        Files.write(own.resolve("lib/hb-agent.jar"), new byte[0]);
        Files.deleteIfExists(root.resolve("current"));
        Files.createSymbolicLink(root.resolve("current"), Path.of("versions/1.0.0"));
        home = Home.of(own.resolve("lib/hb-agent.jar").toString()).orElseThrow();
        given = zip("bin/hbc", "lib/hb-agent.jar");
    }

    private static byte[] zip(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort() + "/agent/hbc-1.1.0.zip";
    }

    private Order order(String version, String url) throws GeneralSecurityException {
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(given));
        return new Order(
                new ServerAddress("127.0.0.1", 50003), true, "u", null, List.of(), version, url, digest, Instant.MAX);
    }

    private Upgrade upgrade() {
        return new Upgrade(
                new UpgradeSettings(List.of(), Optional.of(authority), Duration.ofMinutes(1)), home, "1.0.0");
    }

    /** Nothing is left behind, and the present version is the one that is run. */
    private void assertUnchanged() throws IOException {
        try (var versions = Files.list(root.resolve("versions"))) {
            assertThat(versions.map(path -> path.getFileName().toString())).containsExactly("1.0.0");
        }
        assertThat(home.current()).contains(home.own());
    }

    @Test
    void liesBesideIsTriedAndSettled() throws Exception {
        Path version = upgrade().prepare(order("1.1.0", url()));

        assertThat(version).isEqualTo(root.toRealPath().resolve("versions/1.1.0"));
        assertThat(Files.isExecutable(version.resolve("bin/hbc"))).isTrue();
        assertThat(version.resolve("lib/hb-agent.jar")).exists();
        assertThat(home.current()).as("not before it was tried").contains(home.own());
        Files.createDirectory(root.resolve("versions/0.9"));
        upgrade().settle(version);
        assertThat(home.current()).contains(version);
        try (var versions = Files.list(root.resolve("versions"))) {
            assertThat(versions.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("1.0.0", "1.1.0");
        }
    }

    @Test
    void whatCannotBeDeletedOfOldVersionsUndoesNoUpgrade(@TempDir Path other) throws Exception {
        Files.createSymbolicLink(other.resolve("versions"), Path.of("/proc/self/fdinfo")); // nobody deletes there
        Home stuck = new Home(other, other.resolve("versions/1.0.0"));
        Upgrade upgrade = new Upgrade(UpgradeSettings.NONE, stuck, "1.0.0");
        upgrade.settle(other.resolve("versions/1.1.0"));

        assertThat(Files.readSymbolicLink(other.resolve("current"))).hasToString("versions/1.1.0");
    }

    @Test
    void oneThatDoesNotWorkGoesAndMayComeAgain() throws Exception {
        Path version = upgrade().prepare(order("1.1.0", url()));
        upgrade().discard(version);
        assertUnchanged();
        assertThat(upgrade().prepare(order("1.1.0", url()))).isEqualTo(version);
        assertThat(upgrade().prepare(order("1.1.0", url())))
                .as("over the rest of a try that broke off")
                .isEqualTo(version);
    }

    @Test
    void anotherDigestIsRefused() throws Exception {
        Order order = order("1.1.0", url());
        given = zip("bin/hbc", "lib/evil.jar");

        assertThatThrownBy(() -> upgrade().prepare(order)).hasMessageContaining("another digest");
        assertUnchanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "0.9.9", "1.0.0-SNAPSHOT", "v2", "../../x", ""})
    void whatIsNotNewerIsRefused(String version) throws Exception {
        assertThatThrownBy(() -> upgrade().prepare(order(version, url()))).isInstanceOf(UpgradeRefused.class);
        assertUnchanged();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/agent/x.zip",
                "file:///etc/passwd",
                "https://evil.example/agent/x.zip",
                "https://127.0.0.1@evil.example/x",
                "https://user@127.0.0.1/x",
                "https:///x",
                "no address"
            })
    void itComesByHttpsFromTheServerThatOrderedIt(String url) throws Exception {
        Order order = order("1.1.0", url);

        assertThatThrownBy(() -> upgrade().prepare(order)).isInstanceOf(UpgradeRefused.class);
        assertUnchanged();
    }

    @Test
    void otherMachinesOnlyWhereTheConfigurationNamesThem() throws Exception {
        Order order = order("1.1.0", "https://Files.example.org/x.zip");
        UpgradeSettings named =
                new UpgradeSettings(List.of("files.example.org"), Optional.empty(), Duration.ofMinutes(1));

        assertThat(new Fetch(named).source(order)).hasHost("Files.example.org");
        assertThatThrownBy(() -> new Fetch(UpgradeSettings.NONE).source(order)).hasMessageContaining("upgrade_from");
    }

    @Test
    void aServerThatNobodyVouchesForGivesNothing() throws Exception {
        Upgrade trusting = new Upgrade(UpgradeSettings.NONE, home, "1.0.0");
        Order order = order("1.1.0", url());

        assertThatThrownBy(() -> trusting.prepare(order)).hasMessageContaining("SSL");
        assertUnchanged();
    }

    @Test
    void itDoesNotFollowToElsewhere() throws Exception {
        Order order = order("1.1.0", url().replace("/agent/hbc-1.1.0.zip", "/elsewhere"));

        assertThatThrownBy(() -> upgrade().prepare(order)).hasMessageContaining("answers 302");
        assertUnchanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "bin/../../evil", "/etc/evil", "x/../../../evil", ".."})
    void archivesThatReachOutAreRefused(String entry) throws Exception {
        given = zip("bin/hbc", entry);
        Order order = order("1.1.0", url());

        assertThatThrownBy(() -> upgrade().prepare(order)).isInstanceOf(UpgradeRefused.class);
        assertThat(root.resolve("versions/evil")).doesNotExist();
        assertThat(root.resolve("evil")).doesNotExist();
        assertUnchanged();
    }

    @Test
    void anArchiveWithoutAnAgentIsRefused() throws Exception {
        given = zip("readme");
        assertThatThrownBy(() -> upgrade().prepare(order("1.1.0", url()))).hasMessageContaining("no bin/hbc");
        given = "no archive".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> upgrade().prepare(order("1.1.0", url()))).hasMessageContaining("no bin/hbc");
        assertUnchanged();
    }

    @Test
    void onlyTheLayoutOfTheInstallerCanBeUpgraded() throws IOException {
        Path plain = Files.createDirectories(root.resolve("plain/lib"));
        Files.write(plain.resolve("hb-agent.jar"), new byte[0]);
        assertThat(Home.of(plain.resolve("hb-agent.jar").toString())).isEmpty();
        assertThat(Home.of("nothing.jar")).isEmpty();
        Path other = Files.createDirectories(root.resolve("versions/0.5/lib"));
        Files.write(other.resolve("hb-agent.jar"), new byte[0]);
        assertThat(Home.of(other.resolve("hb-agent.jar").toString()))
                .as("another one is current")
                .isEmpty();
    }
}
