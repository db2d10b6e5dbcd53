package io.heartbeat.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertsCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @BeforeEach
    void listen() {
        PrintStream both = new PrintStream(output, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
    }

    @AfterEach
    void restore() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void openSslTrustsWhatIsMade() throws Exception {
        assertThat(certs("ca")).isZero();
        assertThat(certs("server", "logs.example.org", "192.0.2.7", "2001:db8::7"))
                .isZero();
        assertThat(certs("client", "web-1")).isZero();
        assertThat(openssl(
                        "verify",
                        "-x509_strict",
                        "-purpose",
                        "sslserver",
                        "-CAfile",
                        file("ca.pem"),
                        file("server.pem")))
                .contains("OK");
        assertThat(openssl(
                        "verify",
                        "-x509_strict",
                        "-purpose",
                        "sslclient",
                        "-CAfile",
                        file("ca.pem"),
                        file("client-web-1.pem")))
                .contains("OK");
        X509Certificate server = read("server.pem");
        assertThat(server.getVersion()).isEqualTo(3);
        assertThat(server.getSubjectAlternativeNames())
                .extracting(name -> name.get(1).toString())
                .containsExactly("logs.example.org", "192.0.2.7", "2001:db8:0:0:0:0:0:7");
        assertThat(read("client-web-1.pem").getSubjectAlternativeNames()).isNotEmpty();
    }

    @Test
    void keysHoldTheirPublicHalfWithoutWhichGnuTlsReadsNone() throws Exception {
        certs("ca");
        certs("server", "a");
        for (String name : List.of("ca.key", "server.pem")) {
            byte[] der = Base64.getMimeDecoder()
                    .decode(Files.readString(folder.resolve(name))
                            .replaceAll("(?s).*-----BEGIN PRIVATE KEY-----(.*)-----END PRIVATE KEY-----.*", "$1"));
            ECPrivateKey key =
                    ECPrivateKey.getInstance(PrivateKeyInfo.getInstance(der).parsePrivateKey());
            X509Certificate certificate = read(name.replace(".key", ".pem"));
            assertThat(key.getPublicKey().getBytes())
                    .isEqualTo(SubjectPublicKeyInfo.getInstance(
                                    certificate.getPublicKey().getEncoded())
                            .getPublicKeyData()
                            .getBytes());
        }
    }

    @Test
    void livesAreSane() throws Exception {
        certs("ca");
        certs("server", "a");
        certs("client", "--days", "7", "b");
        Instant now = TimeSource.SYSTEM.wall();
        assertThat(left("ca.pem", now)).isBetween(Duration.ofDays(3649), Duration.ofDays(3651));
        assertThat(left("server.pem", now)).isBetween(Duration.ofDays(824), Duration.ofDays(826));
        assertThat(left("client-b.pem", now)).isBetween(Duration.ofDays(6), Duration.ofDays(8));
        assertThat(certs("client", "--days", "365000", "c")).isEqualTo(1);
    }

    @Test
    void keysAreForTheirOwnerOnly() throws IOException {
        certs("ca");
        certs("server", "a");
        for (String name : List.of("ca.key", "server.pem")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void nothingIsOverwrittenAndFaultsAreSaid() {
        assertThat(certs("server", "a")).isEqualTo(1);
        assertThat(said()).contains("there is no authority; `hbd certs ca` makes one");
        certs("ca");
        assertThat(certs("ca")).isEqualTo(1);
        assertThat(said()).contains("exists already");
        assertThat(certs("client", "../../x")).isEqualTo(1);
        assertThat(said()).contains("is no host name");
        assertThat(Hbd.run(folder, "certs")).isEqualTo(2);
    }

    private int certs(String what, String... more) {
        String[] all = new String[more.length + 4];
        all[0] = "certs";
        all[1] = what;
        all[2] = "--dir";
        all[3] = folder.toString();
        System.arraycopy(more, 0, all, 4, more.length);
        return Hbd.run(folder, all);
    }

    private Duration left(String name, Instant now) throws Exception {
        return Duration.between(now, read(name).getNotAfter().toInstant());
    }

    private X509Certificate read(String name) throws Exception {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static String openssl(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "openssl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private String said() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
