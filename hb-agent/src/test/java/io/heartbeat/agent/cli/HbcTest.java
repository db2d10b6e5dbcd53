package io.heartbeat.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heartbeat.agent.FakeServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HbcTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private Path config;

    @BeforeEach
    void configure() throws Exception {
        config = write("name: web1\nplugins: {}\n");
    }

    private Path write(String yaml) throws Exception {
        return Files.writeString(directory.resolve("hbc.yaml"), yaml);
    }

    /** Runs {@code hbc -c CONFIG} with these arguments. */
    private int hbc(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-c", config.toString()));
        all.addAll(Arrays.asList(arguments));
        CommandLine command = Hbc.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(all.toArray(String[]::new));
    }

    @Test
    void helpShowsOptionsExitCodesAndExamples() {
        assertThat(hbc("--help")).isZero();
        assertThat(out.toString())
                .contains("[-c=FILE]", "--daemon", "--boot", "--message=TEXT", "--check-config", "SERVER")
                .contains("Exit codes:", "Examples:", "hbc -m \"backup done\" hb.example.org");
    }

    @Test
    void versionIsThatOfTheBuild() {
        assertThat(hbc("--version")).isZero();
        assertThat(out.toString()).matches("hbc [0-9]+\\.[0-9]+\\S* \\(Java 1?[0-9.]+.*\\)\\R");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--no-such-option hb",
                "-m",
                "-c",
                "hb:port",
                "hb:0",
                "[::1",
                "-d -m text hb",
                "http://hb.example.org/"
            })
    void wrongCommandLineIsSaidInOneLineWithExitCode2(String line) {
        assertThat(hbc(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("hbc: ")
                .endsWith("Try `hbc --help`.\n")
                .hasLineCount(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void checkOfAGoodConfigurationSaysSo() {
        assertThat(hbc("--check-config")).isZero();
        assertThat(out.toString()).isEqualTo("hbc: " + config + " is fine\n");
    }

    @Test
    void checkOfABadConfigurationNamesEveryProblem() throws Exception {
        write("intervall: 3\nplugins:\n  no_such: {}\n");

        assertThat(hbc("--check-config")).isOne();
        assertThat(err.toString())
                .contains("hbc.yaml:1: intervall: unknown key; did you mean `interval`?")
                .contains("hbc.yaml:3: plugins.no_such: there is no such plugin; known are os_info, filesystem_info");
    }

    @Test
    void aKeyThatCannotBeReadIsToldOnce() throws Exception {
        write("key_file: /nowhere\ncommands: {up: [/usr/bin/uptime]}\n");

        assertThat(hbc("--check-config")).isOne();
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("hbc.yaml:1: key_file: the secret in /nowhere cannot be read");
    }

    @Test
    void configurationThatIsNotThereIsAnError() throws Exception {
        Files.delete(config);

        assertThat(hbc("hb")).isOne();
        assertThat(err.toString()).contains("there is no such file; create it, or name another one with -c FILE\n");
    }

    @Test
    void textTravelsOnceAndTheAnswerEndsTheCommand() throws Exception {
        try (FakeServer server = new FakeServer()) {
            CompletableFuture<JsonNode> beat = CompletableFuture.supplyAsync(() -> {
                try {
                    JsonNode message = server.receive();
                    server.acknowledge(message);
                    return message;
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });

            assertThat(hbc("-m", "backup \"done\"\n<b>", server.address().toString()))
                    .isZero();

            assertThat(beat.join().get("msg").asText()).isEqualTo("backup \"done\"\n<b>");
            assertThat(beat.join().has("boot")).isFalse();
            assertThat(beat.join().get("name").asText()).isEqualTo("web1");
            assertThat(server.poll()).isNull();
            assertThat(err.toString()).isEmpty();
        }
    }

    @Test
    void textWithoutAnswerEndsWithExitCode1() throws Exception {
        try (FakeServer server = new FakeServer()) {
            assertThat(hbc("-b", "-m", "hello", server.address().toString())).isOne();

            assertThat(server.receive().get("boot").asBoolean()).isTrue();
            assertThat(err.toString()).contains(server.address() + ": no answer within 5 s");
        }
    }

    @Test
    void rehearsalOfTheBuildWorks() throws Exception {
        assertThat(Rehearsal.rehearse()).isZero();
    }
}
