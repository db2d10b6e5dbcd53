package io.heartbeat.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that installs agents, in a root of its own and with agents that do nothing. */
class InstallScriptTest {
    @TempDir
    Path folder;

    private Path root;
    private Path script;

    private record Run(int exitCode, String output) {}

    @BeforeEach
    void unpack() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        script = folder.resolve("hb_install.sh");
        try (var in = AgentFiles.class.getResourceAsStream("install.sh")) {
            Files.write(script, in.readAllBytes());
        }
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HB_ROOT", root.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private Path agent(String version, String... entries) throws IOException {
        Path file = folder.resolve("hbc-" + version + ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries.length == 0 ? new String[] {"bin/hbc", "systemd/hbc.service"} : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(("#!/bin/sh\n# ExecStart=/opt/heartbeat/bin/hbc -c x, " + version + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private Run install(Path from, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--from", from.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private String text(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    /** All paths below the root with what they hold, so that two states can be compared. */
    private Map<String, String> everything() throws IOException {
        Map<String, String> all = new java.util.TreeMap<>();
        try (var paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                String content = Files.isSymbolicLink(path)
                        ? Files.readSymbolicLink(path).toString()
                        : Files.isRegularFile(path) ? Files.readString(path) : "";
                all.put(root.relativize(path).toString(), content);
            }
        }
        return all;
    }

    @Test
    void installsOnceAndAgainChangesNothing() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "a secret of many bytes");
        Run first = install(
                agent("1.0.0"), "--server", "hb.example.org:50003", "--name", "web1", "--key-file", key.toString());
        assertThat(first.exitCode()).as(first.output()).isZero();
        assertThat(text("etc/heartbeat/hbc.yaml"))
                .isEqualTo("server: \"hb.example.org:50003\"\nname: \"web1\"\nkey_file: /etc/heartbeat/hbc.key\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("etc/heartbeat/hbc.key"))))
                .isEqualTo("rw-------");
        assertThat(text("etc/systemd/system/hbc.service")).contains("ExecStart=/opt/hbc/current/bin/hbc -c x");
        assertThat(Files.readSymbolicLink(root.resolve("opt/hbc/current"))).hasToString("versions/1.0.0");
        assertThat(Files.isExecutable(root.resolve("opt/hbc/current/bin/hbc"))).isTrue();

        Map<String, String> before = everything();
        Run second = install(agent("1.0.0"), "--server", "other");
        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aKeyThatTheConfigurationDoesNotNameIsSaid() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "a secret of many bytes");
        install(agent("1.0.0"), "--server", "hb");
        assertThat(install(agent("1.0.0"), "--key-file", key.toString()).output())
                .contains("it names no key: add \"key_file: /etc/heartbeat/hbc.key\"");
        Files.writeString(root.resolve("etc/heartbeat/hbc.yaml"), "key_file: /etc/heartbeat/hbc.key\n");
        assertThat(install(agent("1.0.0"), "--key-file", key.toString()).output())
                .doesNotContain("names no key");
    }

    @Test
    void upgradesKeepsTheOneBeforeAndUninstalls() throws Exception {
        install(agent("1.0.0"), "--server", "hb");
        install(agent("1.1.0"));
        Run up = run("upgrade", "--from", agent("1.2.0").toString());
        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(Files.readSymbolicLink(root.resolve("opt/hbc/current"))).hasToString("versions/1.2.0");
        try (var versions = Files.list(root.resolve("opt/hbc/versions"))) {
            assertThat(versions.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("1.1.0", "1.2.0");
        }
        Files.writeString(root.resolve("opt/hbc/plugins/mine.sh"), "mine");

        Run gone = run("uninstall");
        assertThat(gone.exitCode()).as(gone.output()).isZero();
        assertThat(root.resolve("opt/hbc/versions")).doesNotExist();
        assertThat(root.resolve("opt/hbc/plugins/mine.sh")).exists();
        assertThat(root.resolve("etc/systemd/system/hbc.service")).doesNotExist();
        assertThat(root.resolve("etc/heartbeat/hbc.yaml")).exists();
        assertThat(run("uninstall", "--purge").exitCode()).isZero();
        assertThat(root.resolve("etc/heartbeat/hbc.yaml")).doesNotExist();
    }

    @Test
    void whatIsNotAsAnnouncedOrNoAgentChangesNothing() throws Exception {
        install(agent("1.0.0"), "--server", "hb");
        Map<String, String> before = everything();
        Path later = agent("1.1.0");
        String wrong = "0".repeat(64);

        assertThat(install(later, "--sha256", wrong).output()).contains("has the digest " + sha256(later));
        assertThat(install(later, "--sha256", wrong).exitCode()).isEqualTo(1);
        assertThat(run("--from", "http://hb.example.org").output()).contains("https only");
        assertThat(run("--from", "https://hb.example.org/x.zip").output()).contains("--sha256 is needed");
        assertThat(run("--from", folder.resolve("none.zip").toString()).exitCode())
                .isEqualTo(1);
        assertThat(install(agent("1.1.1", "readme")).output()).contains("no bin/hbc");
        Path odd = Files.move(agent("2"), folder.resolve("agent.zip"));
        assertThat(install(odd).output()).contains("not called hbc-VERSION.zip");
        assertThat(run("--server", "a\";b", "--from", later.toString()).output())
                .contains("not for there");
        assertThat(run("--frm", "x").exitCode()).isEqualTo(2);
        assertThat(everything()).containsAllEntriesOf(before);
        assertThat(Files.readSymbolicLink(root.resolve("opt/hbc/current"))).hasToString("versions/1.0.0");
        assertThat(install(later, "--sha256", sha256(later)).exitCode()).isZero();
    }

    @Test
    void anAgentThatMayReplaceItselfOwnsItsFolder() throws Exception {
        Path authority = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n");
        Run run = install(agent("1.0.0"), "--server", "hb", "--self-upgrade", "--cacert", authority.toString());

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(text("etc/heartbeat/hbc.yaml"))
                .contains("upgrade: true\n", "upgrade_ca: /etc/heartbeat/hbc-ca.pem\n");
        assertThat(text("etc/heartbeat/hbc-ca.pem")).isEqualTo(Files.readString(authority));
        assertThat(text("etc/systemd/system/hbc.service.d/hb_install.conf"))
                .contains("User=hbc", "ReadWritePaths=/opt/hbc");

        install(agent("1.1.0"));
        assertThat(text("etc/systemd/system/hbc.service.d/hb_install.conf"))
                .as("what is there already stays")
                .contains("User=hbc", "ReadWritePaths=/opt/hbc");
    }

    private static String sha256(Path file) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
