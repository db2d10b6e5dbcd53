package io.heartbeat.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.agent.systemd.NotifySocket;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code hbc pump}, in this process where nothing runs long, else in one of its own. */
class PumpCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private Process pump;

    @AfterEach
    void end() throws Exception {
        if (pump != null) {
            pump.destroyForcibly().waitFor();
        }
    }

    private Path config(String readers) throws Exception {
        return Files.writeString(
                directory.resolve("pump.json"),
                "{\"json_state_file_path\": \"" + directory.resolve("state.json") + "\", \"readers\": {" + readers
                        + "}}");
    }

    private String reader(String name, String more) {
        return "\"" + name + "\": {\"journal_path\": \"" + directory.resolve("journal") + "\"" + more + "}";
    }

    private int hbc(Object... arguments) {
        CommandLine command = Hbc.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        command.getSubcommands().values().forEach(sub -> sub.setOut(command.getOut())
                .setErr(command.getErr()));
        return command.execute(
                java.util.Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    @Test
    void checkSaysThatAConfigurationIsFine() throws Exception {
        Path file = config(reader("r", ""));

        assertThat(hbc("pump", "--check-config", file)).isZero();
        assertThat(out.toString()).isEqualTo("hbc: " + file + " is fine\n");
    }

    @Test
    void checkNamesEveryProblemByItsPath() throws Exception {
        Path file = config(reader("r", ", \"flaggs\": 4, \"senders\": {\"s\": {\"output_type\": \"tape\"}}"));

        assertThat(hbc("pump", "--check-config", file)).isOne();
        assertThat(err.toString())
                .contains("hbc: " + file + ":1: readers.r.flaggs: unknown key; did you mean `flags`?")
                .contains("readers.r.senders.s.output_type: there is no sender `tape`");
    }

    @Test
    void pumpStandsInTheAgentsConfigurationToo() throws Exception {
        Path file = Files.writeString(
                directory.resolve("hbc.yaml"), "name: web1\nserver: hb\npump:\n  readers:\n    r:\n      flaggs: 4\n");

        assertThat(hbc("-c", file, "--check-config")).isOne();
        assertThat(err.toString()).contains("hbc.yaml:6: pump.readers.r.flaggs: unknown key; did you mean `flags`?");
        assertThat(hbc("pump", "--check-config", file)).isOne();
        Files.writeString(file, "name: web1\nserver: hb\npump:\n  readers:\n    r:\n      flags: 4\n");
        assertThat(hbc("pump", "--check-config", file)).isZero();
        assertThat(hbc("-c", file, "--check-config")).isZero();
    }

    @Test
    void statusReadsTheStateFile() throws Exception {
        Path file = config(reader("r", ""));
        assertThat(hbc("pump", "--status", file)).isOne();
        assertThat(err.toString()).contains("nothing was shipped yet");
        Files.writeString(
                directory.resolve("state.json"),
                "{\"readers\": {\"r\": {\"total_lines\": 12, \"total_bytes\": 99, \"searches\": {\"oom\": 3}, \"senders\":"
                        + " {\"s\": {\"type\": \"kafka\", \"buffer\": {\"current_queue\": 7}, \"sent\": {\"count\": 5,"
                        + " \"bytes\": 42}, \"health\": {\"status\": \"disconnected\", \"elapsed\": 1.5, \"errors\":"
                        + " [\"no route\"]}}}}}}");

        assertThat(hbc("pump", "--status", file)).isZero();
        assertThat(out.toString())
                .contains("reader r: 12 entries, 99 bytes read")
                .contains("search oom: 3 hits")
                .contains("sender s (kafka): disconnected for 1.5 s, 5 entries, 42 bytes sent, 7 wait")
                .contains("    no route");
    }

    @Test
    void serviceManagerHearsOfStartReloadAndEnd() throws Exception {
        Files.createDirectory(directory.resolve("journal"));
        Path file = config(reader("r", ""));
        String name = "@hbc-pump-test-" + ProcessHandle.current().pid();
        Path log = directory.resolve("log");
        try (NotifySocket manager = new NotifySocket(name)) {
            ProcessBuilder builder = new ProcessBuilder(List.of(
                    "env",
                    "--default-signal=HUP", // Java leaves a signal ignored that whoever runs the tests ignores (nohup)
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Hbc.class.getName(),
                    "pump",
                    file.toString()));
            builder.environment().put("NOTIFY_SOCKET", name);
            builder.environment().put("WATCHDOG_USEC", "1500000");
            pump = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            hear(manager, "READY=1");
            hear(manager, "WATCHDOG=1");

            config(reader("r", "") + ", " + reader("q", ""));
            hangup();
            hear(manager, "RELOADING=1");
            hear(manager, "READY=1");
            assertThat(Files.readString(log)).contains("reader q begins").doesNotContain("reader r");

            config(reader("r", ", \"spam\": 1"));
            hangup();
            hear(manager, "READY=1");
            assertThat(Files.readString(log)).contains("the old configuration stays", "readers.r.spam: unknown key");

            pump.destroy();
            hear(manager, "STOPPING=1");
            assertThat(pump.waitFor()).isEqualTo(143);
            assertThat(directory.resolve("state.json")).content().contains("\"q\"", "\"r\"");
        }
    }

    private void hangup() throws Exception {
        assertThat(new ProcessBuilder("kill", "-HUP", "" + pump.pid()).start().waitFor())
                .isZero();
    }

    /** Waits for it; a watchdog that is fed for more than a minute without it means that it never comes. */
    private static void hear(NotifySocket manager, String wanted) {
        List<String> heard = new ArrayList<>();
        while (heard.size() < 150) {
            heard.add(manager.receive());
            if (heard.get(heard.size() - 1).startsWith(wanted)) {
                return;
            }
        }
        throw new AssertionError("never heard " + wanted + ", but " + heard);
    }
}
