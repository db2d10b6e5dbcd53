package io.heartbeat.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HbdTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final InputStream in = System.in;

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
        System.setIn(in);
        System.clearProperty("heartbeat.config");
    }

    @Test
    void aGoodConfigurationIsSaidToBeGood() throws IOException {
        assertThat(hbd("--check-config", "-c", file("interval: 10\n"))).isZero();
        assertThat(said()).contains("ok");
    }

    @Test
    void aBadConfigurationNamesFileLineAndKey() throws IOException {
        String file = file("interval: 10\nintervall: 3\n");

        assertThat(hbd("--check-config", "-c", file)).isEqualTo(1);
        assertThat(said()).contains(file + ":2: intervall").contains("interval");
    }

    @Test
    void aMissingConfigurationIsNamed() {
        assertThat(hbd("--check-config", "-c", "/nowhere/hb.yaml")).isEqualTo(1);
        assertThat(said()).contains("/nowhere/hb.yaml");
    }

    @Test
    void wrongUsageIsTwo() {
        assertThat(hbd("--nonsense")).isEqualTo(2);
        assertThat(said()).isEqualToNormalizingNewlines("hbd: Unknown option: '--nonsense'\nTry `hbd --help`.\n");
        assertThat(hbd("journal", "verify")).isEqualTo(2);
        assertThat(said()).endsWith("Try `hbd journal verify --help`." + System.lineSeparator());
        assertThat(hbd("journal")).isEqualTo(2);
        assertThat(said()).contains("Usage: hbd journal");
    }

    @Test
    void helpAndVersionAreGood() {
        assertThat(hbd("--help")).isZero();
        assertThat(hbd("--version")).isZero();
        assertThat(said()).contains("--check-config").contains("passwd").contains("journal");
    }

    @Test
    void aJournalIsVerified() throws IOException {
        Path good = Files.writeString(folder.resolve("messages.journal"), "{\"timestamp\":1.5,\"message\":{}}\n");
        assertThat(hbd("journal", "verify", good.toString())).isZero();

        Files.writeString(good, "{\"timestamp\":1.5,\"mess\n");
        assertThat(hbd("journal", "verify", good.toString())).isEqualTo(1);
        assertThat(said()).contains("PROBLEM");
    }

    @Test
    void aPasswordFromAPipeBecomesALineForTheConfiguration() {
        System.setIn(new ByteArrayInputStream("correct horse\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(hbd("passwd", "ann")).isZero();
        assertThat(said()).contains("users:").contains("  ann:").contains("password: \"$argon2id$");
    }

    @Test
    void aShortPasswordIsRefused() {
        System.setIn(new ByteArrayInputStream("short\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(hbd("passwd", "ann")).isEqualTo(1);
        assertThat(said()).contains("8 to 1024");
    }

    private int hbd(String... args) {
        return Hbd.run(folder, args);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("hb.yaml"), text).toString();
    }

    private String said() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
