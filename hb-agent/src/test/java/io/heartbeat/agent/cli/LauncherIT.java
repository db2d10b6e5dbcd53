package io.heartbeat.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heartbeat.agent.FakeServer;
import io.heartbeat.agent.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/hbc} with the distribution that the build has made. */
class LauncherIT {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();
    private static final Path LIB = CHECKOUT.resolve("hb-agent/target/hbc/lib");

    @TempDir
    Path directory;

    private record Ended(int exit, String output) {}

    private Ended run(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HOME", directory.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private Path installed() throws IOException {
        Path home = directory.resolve("opt heartbeat");
        Files.createDirectories(home.resolve("bin"));
        Files.copy(CHECKOUT.resolve("bin/hbc"), home.resolve("bin/hbc"));
        home.resolve("bin/hbc").toFile().setExecutable(true);
        copy(LIB, home.resolve("lib"));
        return home.resolve("bin/hbc");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(file.getFileName()));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private Path fakeJava(String version) throws IOException {
        Path java = directory.resolve("jdk/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2014-03-18' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return java.getParent().getParent();
    }

    @Test
    void runsFromTheCheckoutWithItsArchiveAndWithoutAWord() throws Exception {
        assertThat(LIB.resolve("hbc.jsa")).isNotEmptyFile();

        assertThat(run(CHECKOUT.resolve("bin/hbc"), Map.of(), "--version"))
                .isEqualTo(new Ended(
                        0, "hbc " + Version.current() + " (Java " + System.getProperty("java.version") + ")\n"));
    }

    @Test
    void runsInstalledBehindALinkWhereTheArchiveDoesNotFit() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("hbc"), installed());

        try (FakeServer server = new FakeServer()) {
            CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> {
                try {
                    JsonNode beat = server.receive();
                    server.acknowledge(beat);
                    return beat.get("msg").asText();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            Map<String, String> bare = Map.of("LC_ALL", "C"); // as a service is started that nobody gave a locale
            assertThat(run(link, bare, "-m", "two  words ✓", server.address().toString()))
                    .isEqualTo(new Ended(0, ""));
            assertThat(said.join()).isEqualTo("two  words ✓");
        }
    }

    @Test
    void makesAnArchiveWhereItIsInstalled() throws Exception {
        Path launcher = installed();
        Path archive = launcher.getParent().resolveSibling("lib/hbc.jsa");
        Files.delete(archive);

        Ended ended = run(launcher, Map.of(), "--make-archive");

        assertThat(ended.exit()).as(ended.output()).isZero();
        assertThat(archive).isNotEmptyFile();
    }

    @Test
    void pumpGetsMemoryForItsSenders() throws Exception {
        Path java = directory.resolve("jdk/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
        Map<String, String> home = Map.of("JAVA_HOME", directory.resolve("jdk").toString());
        Path file = Files.writeString(directory.resolve("pump file.json"), "\"output_type\": 1, ".repeat(7));
        Path launcher = CHECKOUT.resolve("bin/hbc");

        assertThat(run(launcher, home, "pump", "-v", file.toString()).output()).contains("-Xmx92m -XX:MaxNewSize=12m ");
        assertThat(run(launcher, home, "pump", "--help").output()).contains("-Xmx68m -XX:MaxNewSize=12m ");
        assertThat(run(launcher, home, "hb.example.org").output())
                .contains("-Xmx48m ")
                .doesNotContain("MaxNewSize");
    }

    @Test
    void oldJavaIsRefusedWithTheWayOut() throws Exception {
        Ended ended = run(
                CHECKOUT.resolve("bin/hbc"),
                Map.of("JAVA_HOME", fakeJava("1.8.0_402").toString()),
                "hb");

        assertThat(ended.exit()).isOne();
        assertThat(ended.output()).contains("is version 1.8.0_402; 17 or newer is needed. Set JAVA_HOME");
    }

    @Test
    void wrongJavaHomeIsNamed() throws Exception {
        Ended ended = run(CHECKOUT.resolve("bin/hbc"), Map.of("JAVA_HOME", "/no/such/jdk"), "hb");

        assertThat(ended)
                .isEqualTo(new Ended(
                        1,
                        "hbc: JAVA_HOME is /no/such/jdk, but there is no bin/java in it. Correct it, or unset it.\n"));
    }

    @Test
    void missingBuildIsSaidWithTheCommandThatMakesIt() throws Exception {
        Path launcher = directory.resolve("bin/hbc");
        Files.createDirectories(launcher.getParent());
        Files.copy(CHECKOUT.resolve("bin/hbc"), launcher);
        launcher.toFile().setExecutable(true);

        Ended ended = run(launcher, Map.of(), "hb");

        assertThat(ended.exit()).isOne();
        assertThat(ended.output()).contains("the agent is not built", "./mvnw -pl hb-agent -am -DskipTests package");
    }
}
