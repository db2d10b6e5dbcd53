package io.heartbeat.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.SteppedTime;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenewedTlsTest {
    @TempDir
    private Path directory;

    private final SteppedTime time = new SteppedTime();

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void servesAnyUsualKey(String algorithm) throws PemException {
        Certificates.write(directory, "one", algorithm, pem(), key());
        assertThat(new RenewedTls("wss_port", pem(), key(), null, RenewedTls.USUAL, time).get())
                .isNotNull();
    }

    @Test
    void takesARenewedPairAndKeepsTheOldOneUntilTheNewIsWhole() throws PemException, IOException {
        Certificates.write(directory, "old", "EC", pem(), key());
        RenewedTls tls = new RenewedTls("wss_port", pem(), key(), null, RenewedTls.USUAL, time);
        SslContext old = tls.get();
        List<String> log = new ArrayList<>();
        Handler handler = listen(log);
        try {
            Path newPem = directory.resolve("new.pem");
            Path newKey = directory.resolve("new.key");
            Certificates.write(directory, "new", "EC", newPem, newKey);
            Files.writeString(pem(), Files.readString(newPem));
            assertThat(tls.get()).as("looked at a moment ago").isSameAs(old);
            time.pass(Duration.ofSeconds(1));
            assertThat(tls.get()).as("half renewed").isSameAs(old);
            assertThat(log).as("may be in the middle of it").isEmpty();
            for (int i = 0; i < 3; i++) {
                time.pass(Duration.ofSeconds(1));
                assertThat(tls.get()).isSameAs(old);
            }
            assertThat(log).singleElement().asString().contains(key().toString(), "keeps its old certificate");
            Files.writeString(key(), Files.readString(newKey));
            time.pass(Duration.ofSeconds(1));
            assertThat(tls.get()).isNotSameAs(old);
            Files.delete(pem());
            time.pass(Duration.ofSeconds(1));
            assertThat(tls.get()).isNotNull();
        } finally {
            Logger.getLogger(RenewedTls.class.getName()).removeHandler(handler);
        }
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThatThrownBy(() -> new RenewedTls("wss_port", pem(), key(), null, RenewedTls.USUAL, time))
                .isInstanceOf(PemException.class)
                .hasMessage(pem() + ": no such file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing|no private key in PEM form",
                "-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----|not the EC key",
                "-----BEGIN EC PRIVATE KEY-----AAAA-----END EC PRIVATE KEY-----|openssl pkcs8",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----AAAA-----END ENCRYPTED PRIVATE KEY-----|openssl pkcs8"
            })
    void saysWhatIsWrongWithAKey(String content, String reason) throws IOException {
        Certificates.write(directory, "one", "EC", pem(), key());
        Files.writeString(key(), content);
        assertThatThrownBy(() -> new RenewedTls("wss_port", pem(), key(), null, RenewedTls.USUAL, time))
                .isInstanceOf(PemException.class)
                .hasMessageContaining(key().toString())
                .hasMessageContaining(reason);
    }

    /** As loghogd wants it: certificate, then key, in one file; the key of PKCS #1 as openssl wrote it for long. */
    @Test
    void bothMayStandInOneFileAndTheKeyMayBeOfPkcs1() throws Exception {
        Certificates.write(directory, "one", "RSA", pem(), key());
        Process process = new ProcessBuilder("openssl", "rsa", "-traditional", "-in", key().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String pkcs1 = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(pkcs1).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        Files.writeString(pem(), pkcs1, StandardOpenOption.APPEND);
        assertThat(new RenewedTls("it", pem(), pem(), pem(), List.of("TLSv1.2"), time).get())
                .isNotNull();
    }

    @Test
    void saysThatACertificateIsNone() throws IOException {
        Certificates.write(directory, "one", "EC", pem(), key());
        Files.writeString(pem(), "garbage");
        assertThatThrownBy(() -> new RenewedTls("wss_port", pem(), key(), null, RenewedTls.USUAL, time))
                .isInstanceOf(PemException.class)
                .hasMessageContaining(pem().toString());
    }

    private static Handler listen(List<String> log) {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                log.add(MessageFormat.format(line.getMessage(), line.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger(RenewedTls.class.getName()).addHandler(handler);
        return handler;
    }

    private Path pem() {
        return directory.resolve("fullchain.pem");
    }

    private Path key() {
        return directory.resolve("privkey.pem");
    }
}
