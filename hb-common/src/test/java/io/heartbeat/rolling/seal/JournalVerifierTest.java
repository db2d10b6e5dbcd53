package io.heartbeat.rolling.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.rolling.Gzip;
import io.heartbeat.rolling.ManualTime;
import io.heartbeat.rolling.RollingFile;
import io.heartbeat.rolling.RollingPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalVerifierTest {
    private static final byte[] AES = Keys.encryption("00112233445566778899aabbccddeeff".repeat(2));

    @TempDir
    Path directory;

    private final ManualTime time = new ManualTime();
    private Path journal;
    private Path privateKey;
    private Path publicKey;

    @BeforeEach
    void keys() throws Exception {
        journal = directory.resolve("messages.journal");
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        privateKey = pem("sign.pem", "PRIVATE KEY", pair.getPrivate());
        publicKey = pem("sign.pub.pem", "PUBLIC KEY", pair.getPublic());
    }

    @Test
    void anUntouchedJournalIsWell() throws IOException {
        write(gzipped(), 4);
        VerifyReport report = JournalVerifier.verify(journal, publicKey);
        assertThat(report.problems()).isEmpty();
        assertThat(report.files()).hasSize(5);
        assertThat(report.files().subList(0, 4))
                .allMatch(VerifyReport.Checked::signed)
                .extracting(VerifyReport.Checked::sequence)
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(report.toString()).endsWith("ok").contains("20261121-073605.gz: 2 lines, signed, number 1");
    }

    @Test
    void oneFlippedByteIsFound() throws IOException {
        write(plain(), 3);
        Path second = directory.resolve("messages.journal.20261121-073606");
        byte[] bytes = Files.readAllBytes(second);
        bytes[6] ^= 1;
        Files.write(second, bytes);
        assertThat(JournalVerifier.verify(journal, publicKey).problems())
                .containsExactly(second + ": changed since it was signed");
        assertThat(JournalVerifier.verify(second, publicKey).ok()).isFalse();
        assertThat(JournalVerifier.verify(second, null).ok())
                .as("without the key")
                .isFalse();
    }

    @Test
    void aFlippedByteOfACompressedFileIsFound() throws IOException {
        write(gzipped(), 2);
        Path first = directory.resolve("messages.journal.20261121-073605.gz");
        byte[] whole = Files.readAllBytes(first);
        for (int i = 0; i < whole.length; i++) {
            byte[] bytes = whole.clone();
            bytes[i] ^= 0x10;
            Files.write(first, bytes);
            // The header's time, flags and operating system say nothing of the lines; the digest of the lines decides.
            boolean idle = i >= 4 && i <= 9;
            assertThat(JournalVerifier.verify(first, publicKey).ok())
                    .as("byte %d", i)
                    .isEqualTo(idle);
        }
    }

    @Test
    void aRemovedLineIsFound() throws IOException {
        write(plain(), 2);
        Path first = directory.resolve("messages.journal.20261121-073605");
        Files.writeString(
                first, Files.readString(first).lines().skip(1).findFirst().orElseThrow() + "\n");
        assertThat(JournalVerifier.verify(journal, publicKey).problems())
                .containsExactly(first + ": changed since it was signed");
    }

    @Test
    void aRemovedFileIsFound() throws IOException {
        write(gzipped(), 4);
        remove("messages.journal.20261121-073606.gz");
        assertThat(JournalVerifier.verify(journal, publicKey).problems())
                .containsExactly("missing: the backups between messages.journal.20261121-073605.gz (number 1) and"
                        + " messages.journal.20261121-073607.gz (number 3)");
    }

    @Test
    void theRemovedNewestFileIsFound() throws IOException {
        write(gzipped(), 3);
        remove("messages.journal.20261121-073607.gz");
        assertThat(JournalVerifier.verify(journal, publicKey).problems())
                .containsExactly("missing: the newest backup messages.journal.20261121-073607.gz (number 3)");
    }

    @Test
    void aFileWhoseDataIsGoneIsFound() throws IOException {
        write(plain(), 2);
        Files.delete(directory.resolve("messages.journal.20261121-073605"));
        assertThat(JournalVerifier.verify(journal, publicKey).problems())
                .containsExactly(
                        directory.resolve("messages.journal.20261121-073605") + ": missing, only its seal is there");
    }

    @Test
    void exchangedFilesAreFound() throws IOException {
        write(plain(), 2);
        Path first = directory.resolve("messages.journal.20261121-073605");
        Path second = directory.resolve("messages.journal.20261121-073606");
        Path firstSeal = directory.resolve("messages.journal.20261121-073605.sig");
        Path secondSeal = directory.resolve("messages.journal.20261121-073606.sig");
        exchange(first, second);
        exchange(firstSeal, secondSeal);
        assertThat(JournalVerifier.verify(journal, publicKey).problems())
                .hasSize(2)
                .allMatch(said -> said.contains("was signed under the name"));
    }

    @Test
    void aForgedSealIsFound() throws Exception {
        write(plain(), 2);
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path foreign = pem("foreign.pem", "PUBLIC KEY", other.getPublic());
        assertThat(JournalVerifier.verify(journal, foreign).problems())
                .isNotEmpty()
                .allMatch(said -> said.contains("the signature is not of this key"));
    }

    @Test
    void retentionLeavesNoGap() throws IOException {
        write(gzipped().withMaxBackups(2), 5);
        assertThat(JournalVerifier.verify(journal, publicKey).problems()).isEmpty();
    }

    @Test
    void theChainGoesOnAfterARestart() throws IOException {
        write(gzipped(), 2);
        time.pass(Duration.ofMinutes(1));
        write(gzipped(), 2);
        VerifyReport report = JournalVerifier.verify(journal, publicKey);
        assertThat(report.problems()).isEmpty();
        assertThat(report.files()).extracting(VerifyReport.Checked::sequence).containsExactly(1L, 2L, 3L, 4L, 0L);
    }

    @Test
    void aCrashBeforeTheSealHadItsNameGivesTheSameSealAgain() throws IOException {
        write(plain(), 2);
        Path seal = directory.resolve("messages.journal.20261121-073606.sig");
        String before = Files.readString(seal);
        Files.delete(seal);
        time.pass(Duration.ofHours(1));
        open(plain()).close();
        assertThat(seal).hasContent(before);
    }

    @Test
    void aBackupThatWasUncompressedByHandIsStillTheSigned() throws IOException {
        write(gzipped(), 1);
        Path packed = directory.resolve("messages.journal.20261121-073605.gz");
        Path unpacked = directory.resolve("messages.journal.20261121-073605");
        try (var in = new GZIPInputStream(Files.newInputStream(packed))) {
            Files.copy(in, unpacked);
        }
        Files.delete(packed);
        assertThat(JournalVerifier.verify(unpacked, publicKey).problems()).isEmpty();
    }

    @Test
    void withoutSignaturesTheLinesAreChecked() throws IOException {
        write(policy(List.of()), 2);
        assertThat(JournalVerifier.verify(journal, null).ok()).isTrue();
        Files.writeString(journal, "{\"a\":1}\n{\"a\":\n");
        assertThat(JournalVerifier.verify(journal, null).problems()).containsExactly(journal + ":2: no JSON object");
        assertThat(JournalVerifier.verify(journal, publicKey).problems())
                .contains(directory.resolve("messages.journal.20261121-073605") + ": not signed");
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        Path absent = directory.resolve("absent.journal");
        assertThat(JournalVerifier.verify(absent, null).problems()).containsExactly(absent + ": there is no such file");
        write(plain(), 1);
        assertThat(JournalVerifier.verify(journal, absent).problems())
                .containsExactly(
                        absent + ": there is no such file; make it with: openssl pkey -in sign.pem -pubout -out"
                                + " sign.pub.pem");
        assertThat(JournalVerifier.verify(journal, privateKey).problems())
                .first()
                .asString()
                .contains("openssl pkey -in sign.pem -pubout");
    }

    @Test
    void encryptedBackupsAreSignedAndReadableWithTheKeyOnly() throws IOException {
        write(policy(List.of(new Gzip(), new BackupCipher(AES), signer())), 3);
        assertThat(JournalVerifier.verify(journal, publicKey).problems()).isEmpty();
        Path sealed = directory.resolve("messages.journal.20261121-073605.gz.enc");
        assertThat(new String(Files.readAllBytes(sealed), UTF_8)).startsWith("HBE1");
        ByteArrayOutputStream opened = new ByteArrayOutputStream();
        new BackupCipher(AES).decrypt(sealed, opened);
        try (var in = new GZIPInputStream(new java.io.ByteArrayInputStream(opened.toByteArray()))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("{\"n\":10}\n{\"n\":11}\n");
        }
    }

    private RollingPolicy plain() throws IOException {
        return policy(List.of(signer()));
    }

    private RollingPolicy gzipped() throws IOException {
        return policy(List.of(new Gzip(), signer()));
    }

    private BackupSigner signer() throws IOException {
        return new BackupSigner(journal, Keys.signing(privateKey), time);
    }

    private RollingPolicy policy(List<io.heartbeat.rolling.BackupStep> steps) {
        return RollingPolicy.of(journal).withMaxSize(18).withSteps(steps);
    }

    private RollingFile open(RollingPolicy how) {
        return new RollingFile(how, time, Runnable::run);
    }

    private void write(RollingPolicy how, int backups) {
        try (RollingFile file = open(how)) {
            file.rotate();
            for (int i = 0; i < backups; i++) {
                byte[] lines = ("{\"n\":" + (2 * i + 10) + "}\n{\"n\":" + (2 * i + 11) + "}\n").getBytes(UTF_8);
                file.write(lines, 0, lines.length);
                file.rotate();
                time.pass(Duration.ofSeconds(1));
            }
        }
    }

    private void remove(String backup) throws IOException {
        Files.delete(directory.resolve(backup));
        Files.delete(directory.resolve(backup + ".sig"));
    }

    private void exchange(Path one, Path other) throws IOException {
        Path third = directory.resolve("third");
        Files.move(one, third);
        Files.move(other, one);
        Files.move(third, other);
    }

    private Path pem(String name, String label, Key key) throws IOException, NoSuchAlgorithmException {
        String text = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getEncoded()) + "\n-----END " + label + "-----\n";
        return Files.writeString(directory.resolve(name), text);
    }
}
