package io.heartbeat.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heartbeat.protocol.SigningKey;
import io.heartbeat.settings.Settings;
import io.heartbeat.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentSettingsTest {
    private static final MachineDefaults MACHINE = new MachineDefaults(Optional.of("web1"), Path.of("/state"));

    @TempDir
    Path directory;

    private AgentSettings read(String yaml) throws IOException {
        return read(yaml, MACHINE);
    }

    private AgentSettings read(String yaml, MachineDefaults machine) throws IOException {
        Path file = Files.writeString(directory.resolve("hbc.yaml"), yaml);
        return Settings.read(file, Map.of(), root -> AgentSettings.from(root, machine));
    }

    private List<String> problems(String yaml) {
        return problems(yaml, MACHINE);
    }

    private List<String> problems(String yaml, MachineDefaults machine) {
        SettingsException e = catchThrowableOfType(SettingsException.class, () -> read(yaml, machine));
        assertThat(e).isNotNull();
        String place = directory.resolve("hbc.yaml").toString();
        return e.problems().stream()
                .map(problem -> problem.toString().replace(place, "hbc.yaml"))
                .toList();
    }

    @Test
    void defaultsFitAMachineWithoutConfiguration() {
        AgentSettings settings = Settings.read(null, Map.of(), root -> AgentSettings.from(root, MACHINE));

        assertThat(settings.servers()).isEmpty();
        assertThat(settings.port()).isEqualTo(50003);
        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.name()).isEqualTo("web1");
        assertThat(settings.plugins().keySet())
                .containsExactly(
                        "os_info",
                        "cpu_monitor",
                        "memory_monitor",
                        "disk_monitor",
                        "network_monitor",
                        "filesystem_info");
        assertThat(settings.key()).isEmpty();
        assertThat(settings.compress()).isTrue();
        assertThat(settings.stateDir()).isEqualTo(Path.of("/state"));
    }

    @Test
    void everyKeyIsRead() throws Exception {
        Files.writeString(directory.resolve("secret"), "0123456789abcdef\n");
        AgentSettings settings = read(
                """
                server: [hb1.example.org, "[2001:db8::1]:51400"]
                port: 51401
                interval: 10
                name: db7
                plugins:
                  cpu_monitor:
                    interval: 1m
                    timeout: 5
                  memory_monitor:
                key_file: secret
                key_id: blue
                compress: false
                state_dir: /var/lib/hbc
                buffer_reports: 7
                buffer_bytes: 10kB
                """);

        assertThat(settings.servers())
                .containsExactly(new ServerAddress("hb1.example.org", 51401), new ServerAddress("2001:db8::1", 51400));
        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.name()).isEqualTo("db7");
        assertThat(settings.plugins())
                .containsExactly(
                        Map.entry(
                                "cpu_monitor",
                                new PluginSettings(Optional.of(Duration.ofMinutes(1)), Duration.ofSeconds(5), true)),
                        Map.entry("memory_monitor", PluginSettings.DEFAULT));
        assertThat(settings.key().map(SigningKey::id)).hasValue("blue");
        assertThat(settings.key().map(SigningKey::host)).hasValue("db7");
        assertThat(settings.compress()).isFalse();
        assertThat(settings.stateDir()).isEqualTo(Path.of("/var/lib/hbc"));
        assertThat(settings.bufferReports()).isEqualTo(7);
        assertThat(settings.bufferBytes()).isEqualTo(10_000);
    }

    @Test
    void oldNameOfThePortIsRead() throws Exception {
        assertThat(read("server: hb\nhb_port: 51402\n").servers()).containsExactly(new ServerAddress("hb", 51402));
    }

    @Test
    void noPluginsMeansNone() throws Exception {
        assertThat(read("plugins: {}\n").plugins()).isEmpty();
    }

    @Test
    void environmentWins() throws Exception {
        Path file = Files.writeString(directory.resolve("hbc.yaml"), "server: one\ninterval: 5\n");

        AgentSettings settings =
                Settings.read(file, Map.of("HB_SERVER", "two, three"), root -> AgentSettings.from(root, MACHINE));

        assertThat(settings.servers()).extracting(ServerAddress::host).containsExactly("two", "three");
    }

    @Test
    void everyProblemNamesItsLine() {
        assertThat(
                        problems(
                                """
                        server: "hb:99999"
                        port: 1
                        hb_port: 2
                        interval: 0
                        name: "a b"
                        plugins:
                          cpu_monitor: {intervall: 3}
                        key: short
                        serverr: x
                        """))
                .hasSize(7)
                .anyMatch(p -> p.startsWith("hbc.yaml:1: server: \"hb:99999\": the port must be"))
                .anyMatch(p -> p.startsWith("hbc.yaml:3: hb_port: "))
                .anyMatch(p -> p.startsWith("hbc.yaml:4: interval: "))
                .anyMatch(p -> p.startsWith("hbc.yaml:5: name: \"a b\" is no host name"))
                .anyMatch(p -> p.startsWith("hbc.yaml:7: plugins.cpu_monitor.intervall: unknown key"))
                .anyMatch(p -> p.startsWith("hbc.yaml:8: key: "))
                .anyMatch(p -> p.startsWith("hbc.yaml:9: serverr: unknown key"));
    }

    @Test
    void shortSecretIsRefusedWithoutBeingShown() {
        assertThat(problems("key: tiny-secret\n"))
                .singleElement()
                .asString()
                .startsWith("hbc.yaml:1: key: ")
                .contains("at least 16")
                .doesNotContain("tiny-secret");
    }

    @Test
    void keyIdWithoutKeyIsAMistake() {
        assertThat(problems("key_id: blue\n")).singleElement().asString().contains("key_file");
    }

    @Test
    void machineWithoutANameMustBeGivenOne() {
        assertThat(problems("interval: 5\n", new MachineDefaults(Optional.empty(), Path.of("/state"))))
                .singleElement()
                .asString()
                .contains("name: web1");
    }

    @Test
    void secretIsNotShown() throws Exception {
        assertThat(read("key: 0123456789abcdef\n").toString()).doesNotContain("0123456789abcdef");
    }

    @Test
    void machineKnowsItsShortNameAndPlaceForState() {
        MachineDefaults machine = MachineDefaults.of(Map.of("STATE_DIRECTORY", "/var/lib/hbc:/other"));

        assertThat(machine.name()).isPresent().get().asString().doesNotContain(".");
        assertThat(machine.stateDir()).isEqualTo(Path.of("/var/lib/hbc"));
        assertThat(MachineDefaults.of(Map.of("XDG_STATE_HOME", "/x")).stateDir())
                .isEqualTo(Path.of("/x/hbc"));
        assertThat(MachineDefaults.of(Map.of("HOME", "/home/me")).stateDir())
                .isEqualTo(Path.of("/home/me/.local/state/hbc"));
    }
}
