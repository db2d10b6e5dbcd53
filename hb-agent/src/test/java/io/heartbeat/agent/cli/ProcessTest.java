package io.heartbeat.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heartbeat.agent.FakeServer;
import io.heartbeat.agent.systemd.NotifySocket;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a process of its own, with real clocks, sockets and signals. */
class ProcessTest {
    private final List<ProcessHandle> started = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    Path directory;

    private FakeServer server;
    private FakeServer second;
    private Path errors;

    @BeforeEach
    void listen() throws IOException {
        server = new FakeServer();
        second = new FakeServer("::1", 0);
        errors = directory.resolve("errors");
        Files.writeString(directory.resolve("hbc.yaml"), "name: web1\ninterval: 1\nstate_dir: state\n");
    }

    @AfterEach
    void end() throws Exception {
        server.close();
        second.close();
        for (ProcessHandle process : started) {
            process.destroyForcibly();
            process.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    private Process hbc(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Hbc.class.getName(),
                "-c",
                directory.resolve("hbc.yaml").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process = builder.redirectError(errors.toFile())
                .redirectOutput(new File("/dev/null"))
                .start();
        started.add(process.toHandle());
        return process;
    }

    private static JsonNode receiveOf(FakeServer from, String id) throws IOException {
        while (true) {
            JsonNode message = from.receive();
            if (message.get("ID").asText().equals("HTB")) {
                from.acknowledge(message);
            }
            if (message.get("ID").asText().equals(id)) {
                return message;
            }
        }
    }

    @Test
    void tellsEveryServerWhileOthersAreDeadAndSaysGoodbyeOnTerm() throws Exception {
        Process agent = hbc("-v", "127.0.0.1:9", "no-such-host.invalid", server.address() + "", second.address() + "");

        assertThat(receiveOf(server, "HTB").get("boot").asBoolean()).isTrue();
        assertThat(receiveOf(second, "HTB").get("boot").asBoolean()).isTrue();
        JsonNode next = receiveOf(server, "HTB");
        assertThat(next.get("seq").asInt()).isEqualTo(2);
        assertThat(next.get("rtt").asDouble()).isBetween(0.0, 10_000.0);

        agent.toHandle().destroy();

        assertThat(goodbye(server).get("name").asText()).isEqualTo("web1");
        assertThat(goodbye(second).get("name").asText()).isEqualTo("web1");
        assertThat(agent.waitFor()).isEqualTo(143);
        assertThat(errors).content().contains("hbc: beats_sent=", "resolve_failures=");
    }

    private static JsonNode goodbye(FakeServer from) throws IOException {
        JsonNode message = receiveOf(from, "HTB");
        while (!message.path("shutdown").asBoolean()) {
            message = receiveOf(from, "HTB");
        }
        return message;
    }

    @Test
    void reportsOfThePluginsComeSoonAfterTheStart() throws Exception {
        hbc(server.address().toString());

        Map<String, JsonNode> reports = new LinkedHashMap<>();
        while (reports.size() < 6) {
            JsonNode report = receiveOf(server, "PLG");
            reports.put(report.get("plugin").asText(), report);
        }

        assertThat(reports.keySet())
                .containsExactlyInAnyOrder(
                        "os_info",
                        "filesystem_info",
                        "cpu_monitor",
                        "memory_monitor",
                        "disk_monitor",
                        "network_monitor");
        double now = System.currentTimeMillis() / 1000.0;
        JsonNode cpu = reports.get("cpu_monitor");
        assertThat(cpu.get("name").asText()).isEqualTo("web1");
        assertThat(cpu.get("time").asDouble()).isBetween(now - 120, now + 1);
        assertThat(cpu.get("cpu_percent").asDouble()).isBetween(0.0, 100.0);
        assertThat(cpu.get("load_1min").isNumber()).isTrue();
        assertThat(reports.get("memory_monitor").get("percent").isNumber()).isTrue();
    }

    @Test
    void keepsTheServiceManagerInformed() throws Exception {
        String name = "@hbc-process-test-" + ProcessHandle.current().pid();
        try (NotifySocket manager = new NotifySocket(name)) {
            environment.put("NOTIFY_SOCKET", name);
            environment.put("WATCHDOG_USEC", "1500000");
            Process agent = hbc(server.address().toString());
            assertThat(manager.receive()).isEqualTo("READY=1");
            receiveOf(server, "HTB");

            Set<String> heard = new HashSet<>();
            while (!heard.contains("WATCHDOG=1") || !heard.contains("STATUS=1 of 1 servers answer, 0 reports wait")) {
                heard.add(manager.receive());
            }
            agent.toHandle().destroy();
            String last = manager.receive();
            while (!last.equals("STOPPING=1")) {
                last = manager.receive();
            }
            assertThat(agent.waitFor()).isEqualTo(143);
        }
    }

    @Test
    void runsInTheBackgroundOnceOnly() throws Exception {
        Process first = hbc("-d", server.address().toString());
        JsonNode beat = receiveOf(server, "HTB");
        assertThat(first.waitFor()).isZero();
        ProcessHandle background = background();

        assertThat(beat.get("boot").asBoolean()).isTrue();
        assertThat(background.isAlive()).isTrue();
        assertThat(hbc("-d", server.address().toString()).waitFor()).isOne();
        assertThat(errors).content().contains("it runs already, as process " + background.pid());

        background.destroy();
        assertThat(goodbye(server).get("shutdown").asBoolean()).isTrue();
        await().atMost(Duration.ofMinutes(1)).until(() -> !background.isAlive());
    }

    private ProcessHandle background() throws IOException {
        long pid = Long.parseLong(
                Files.readString(directory.resolve("state/hbc.pid")).strip());
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        started.add(process);
        return process;
    }

    @Test
    void backgroundThatCannotStartIsSaidInTheForeground() throws Exception {
        Files.writeString(directory.resolve("state"), "a file where the directory should be");

        assertThat(hbc("-d", server.address().toString()).waitFor()).isOne();
        assertThat(errors).content().startsWith("hbc: ").contains("state");
    }
}
