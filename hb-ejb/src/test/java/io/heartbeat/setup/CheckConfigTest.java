package io.heartbeat.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckConfigTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aGoodOneIsOkWithItsWarnings() throws IOException {
        Path file = file("interval: 30\npickfile: x\n");
        assertThat(check(file, Map.of("HB_PORTS", "1"))).isZero();
        assertThat(text(out).lines()).containsExactly(file + ": ok, 2 keys");
        assertThat(text(err).lines())
                .containsExactly(
                        "warning: " + file + ":2: pickfile: is never read: the state lives in data_dir; the key can go",
                        "warning: HB_PORTS: no key has this variable, it is ignored; did you mean HB_PORT?");
    }

    @Test
    void eachProblemIsALine() throws IOException {
        Path file = file("interval: x\nzebra: 1\n");
        assertThat(check(file, Map.of())).isEqualTo(1);
        assertThat(text(out)).isEmpty();
        assertThat(text(err).lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith(file + ":1: interval: must be a time from 1s to 7d in seconds, such as 30");
        assertThat(text(err).stripTrailing()).endsWith(file + ": 2 problems");
    }

    @Test
    void aMissingFileIsAProblemAndNoneIsNot() {
        assertThat(check(directory.resolve("none.yaml"), Map.of())).isEqualTo(1);
        assertThat(check(null, Map.of("HB_PORT", "51302"))).isZero();
        assertThat(text(out)).contains("no configuration file (environment and defaults): ok, 1 key");
    }

    private int check(Path file, Map<String, String> environment) {
        return CheckConfig.run(
                file,
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("hb.yaml"), yaml);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
