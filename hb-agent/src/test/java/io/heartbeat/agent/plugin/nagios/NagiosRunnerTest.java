package io.heartbeat.agent.plugin.nagios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import io.heartbeat.agent.plugin.Configured;
import io.heartbeat.protocol.MessageWriter;
import io.heartbeat.settings.SettingsException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks of ours that behave badly in every way, and those of Debian's monitoring-plugins. */
class NagiosRunnerTest {
    @TempDir
    Path directory;

    private Map<String, Object> report;

    @BeforeEach
    void debianHasItsPlugins() {
        assertThat(Path.of("/usr/lib/nagios/plugins/check_load"))
                .as("apt install monitoring-plugins-basic monitoring-plugins-standard")
                .isExecutable();
    }

    private void run(String yaml) throws Exception {
        report = Configured.with(new NagiosRunner(), yaml).collect();
    }

    /** A check by its script, as YAML. */
    private String check(String name, String script) throws Exception {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return "- {name: " + name + ", command: [" + file + ", x]}\n";
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> command(String name) {
        return ((Map<String, Map<String, Object>>) report.get("commands")).get(name);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> perfData(String command, String label) {
        return ((Map<String, Map<String, Object>>) command(command).get("perfdata")).get(label);
    }

    @Test
    void loadOfThisMachine() throws Exception {
        run("commands: [check_load -w 1000 -c 2000]");

        assertThat(report)
                .containsEntry("exit_code", 0)
                .containsEntry("status", "OK")
                .containsEntry("ok", 1);
        assertThat(command("check_load")).containsEntry("exit_code", 0).containsEntry("status", "OK");
        assertThat((String) command("check_load").get("output"))
                .contains("load average")
                .doesNotContain("|");
        assertThat(perfData("check_load", "load1")).containsKeys("value", "uom", "warn", "crit", "min");
    }

    @Test
    void diskProcessesAndUsersOfThisMachine() throws Exception {
        run(
                """
            commands:
              - {name: root, command: check_disk -w 0% -c 0% -p /}
              - check_procs -w 1:100000 -c 1:200000
              - /usr/lib/nagios/plugins/check_users -w 100000 -c 200000
            """);

        assertThat(report).containsEntry("ok", 3).containsEntry("exit_code", 0);
        assertThat((Long) perfData("root", "/").get("value")).isPositive();
        assertThat(perfData("root", "/")).containsEntry("uom", "B");
        assertThat((Long) perfData("check_procs", "procs").get("value")).isPositive();
        assertThat(perfData("check_users", "users")).containsEntry("warn", "100000");
    }

    @Test
    void pingOfThisMachine() throws Exception {
        run("commands: ['check_ping -H 127.0.0.1 -w 1000,80% -c 2000,100% -p 1']");

        assertThat(command("check_ping")).containsEntry("status", "OK");
        assertThat(perfData("check_ping", "rta")).containsEntry("uom", "ms");
        assertThat(perfData("check_ping", "pl")).containsEntry("value", 0L).containsEntry("uom", "%");
    }

    @Test
    void httpAndDnsThatNobodyServesAreCritical() throws Exception {
        try (Socket held = new Socket()) { // bound, so that nobody else gets the port, and not listening
            held.bind(new InetSocketAddress("127.0.0.1", 0));
            run("timeout: 60\ncommands:\n- check_http -H 127.0.0.1 -p " + held.getLocalPort()
                    + "\n- {command: check_dns -H localhost -s 127.0.0.1 -t 1, timeout: 50}\n- check_dummy 0 fine");
        }

        assertThat(command("check_http")).containsEntry("exit_code", 2).containsEntry("status", "CRITICAL");
        assertThat((String) command("check_http").get("output")).contains("refused");
        assertThat((String) command("check_http").get("long_output")).contains("HTTP CRITICAL");
        assertThat(command("check_dns")).containsEntry("status", "CRITICAL");
        assertThat(report)
                .containsEntry("exit_code", 2)
                .containsEntry("status", "CRITICAL")
                .containsEntry("critical", 2)
                .containsEntry("ok", 1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, OK", "1, 1, WARNING", "2, 2, CRITICAL", "3, 3, UNKNOWN", "4, 3, UNKNOWN", "255, 3, UNKNOWN"})
    void exitCodesAreStatuses(int code, int reported, String status) throws Exception {
        run("commands:\n" + check("some", "echo text; exit " + code));

        assertThat(command("some")).containsEntry("exit_code", reported).containsEntry("status", status);
        assertThat(report).containsEntry("exit_code", reported).containsEntry("status", status);
        assertThat(command("some").get("output")).isEqualTo(code > 3 ? "text (exit code " + code + ")" : "text");
    }

    @ParameterizedTest
    @CsvSource({"0 3, UNKNOWN", "3 1 0, WARNING", "3 2 1, CRITICAL", "0 0, OK"})
    void worstOverAllIsSevereFirst(String codes, String status) throws Exception {
        StringBuilder yaml = new StringBuilder("commands:\n");
        for (String code : codes.split(" ")) {
            yaml.append("- {name: n")
                    .append(yaml.length())
                    .append(", command: check_dummy ")
                    .append(code)
                    .append("}\n");
        }
        run(yaml.toString());

        assertThat(report).containsEntry("status", status);
    }

    @Test
    void linesAndTheirPerformanceDataAreTakenApart() throws Exception {
        run(
                "commands:\n"
                        + check(
                                "lines",
                                """
                        echo "DISK OK - free | /=2643MB;5948;5958;0;5968"
                        echo "/ 15272 MB (77%);"
                        echo "/boot 68 MB (69%);"
                        echo "/var 819 MB (84%) | /boot=68MB;88;93;0;98"
                        echo "'/my home'=69357MB;253404;253409;0;253414"
                        echo "/var=818MB;970;975;0;980"
                        """));

        assertThat(command("lines"))
                .containsEntry("output", "DISK OK - free")
                .containsEntry("long_output", "/ 15272 MB (77%);\n/boot 68 MB (69%);\n/var 819 MB (84%)");
        assertThat(((Map<?, ?>) command("lines").get("perfdata"))
                        .keySet().stream().map(Object::toString))
                .containsExactly("/", "/boot", "/my home", "/var");
    }

    @Test
    void checkThatHangsIsUnknownAndEndsWithAllItStarted() throws Exception {
        run("timeout: 30\ncommand_timeout: 3\ncommands:\n"
                + check(
                        "hangs",
                        "trap '' TERM; echo begun; (trap '' TERM; echo $$ > " + directory.resolve("pid")
                                + "; setsid sleep 1000 & echo $! > " + directory.resolve("child")
                                + "; sleep 1000); sleep 1000")
                + check("fine", "echo ok"));

        assertThat(command("hangs")).containsEntry("exit_code", 3).containsEntry("status", "UNKNOWN");
        assertThat((String) command("hangs").get("output"))
                .contains("no end within 3.0 s")
                .contains("begun");
        assertThat(command("fine")).containsEntry("status", "OK");
        long child = Long.parseLong(Files.readString(directory.resolve("child")).strip());
        await().atMost(ONE_MINUTE)
                .until(() ->
                        ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void whatFindsNoTimeWithinTheLookIsUnknownAndTheOthersAreReported() throws Exception {
        run("timeout: 3\ncommand_timeout: 2\nparallel: 1\ncommands:\n" + check("fine", "echo ok")
                + check("slow", "sleep 1000") + check("late", "echo never"));

        assertThat(command("fine")).containsEntry("status", "OK");
        assertThat(command("slow")).containsEntry("status", "UNKNOWN");
        assertThat((String) command("late").get("output")).startsWith("no time was left for it");
        assertThat(command("late")).doesNotContainKey("duration_ms");
    }

    @Test
    void rubbishIsBoundedAndTravels() throws Exception {
        run("commands:\n" + check("silent", "exit 0") + check("binary", "head -c 300000 /dev/urandom")
                + check("talks", "echo 'on standard error' >&2; exit 2")
                + check("flood", "yes 'a \"flood\" of words | x=1' | head -n 200000"));

        assertThat(command("silent")).containsEntry("output", "it said nothing").containsEntry("status", "OK");
        assertThat(command("talks")).containsEntry("output", "on standard error");
        assertThat((String) command("flood").get("output")).isEqualTo("a \"flood\" of words");
        assertThat(new MessageWriter().report("web1", "nagios_runner", report)).hasSizeLessThan(64 * 1024);
    }

    @Test
    void manyChecksThatSayMuchStillFitADatagram() throws Exception {
        StringBuilder yaml = new StringBuilder("parallel: 16\ntimeout: 120\ncommands:\n");
        String script = "i=0; while [ $i -lt 100 ]; do echo \"text $i | label$i=$i;1;2;3;4\"; i=$((i+1)); done; exit 1";
        String one = check("many", script).replace("- {name: many, ", "");
        for (int i = 0; i < 150; i++) {
            yaml.append("- {name: many").append(i).append(", ").append(one);
        }
        run(yaml.toString());

        assertThat(report).containsEntry("shortened", true).containsEntry("warning", 150);
        assertThat(command("many149")).containsEntry("exit_code", 1);
        assertThat(new MessageWriter().report("web1", "nagios_runner", report)).hasSizeLessThan(64 * 1024);
    }

    @Test
    void programThatIsNotThereIsUnknown() throws Exception {
        run("commands: [/no/such/check]");

        assertThat(command("check")).containsEntry("status", "UNKNOWN");
        assertThat((String) command("check").get("output"))
                .contains("cannot be run")
                .contains("/no/such/check");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "commands: []~commands: 1 to 200 are needed",
                "{}~commands: 1 to 200 are needed",
                "commands: [check_load, check_load]~commands[1].name: another command is called `check_load`",
                "commands: [a | b]~commands[0].command: `|` is for a shell",
                "commands: [{name: x}]~commands[0].command: names no program",
                "commands: [{name: 'a b', command: c}]~commands[0].name: \"a b\" is no name",
                "commands: [{command: c, timeout: 60}]~timeout: is for all commands together",
                "commands: [{command: c, tmeout: 6}]~commands[0].tmeout: unknown key"
            })
    void configurationThatCannotBeIsRefusedWithItsPath(String yaml, String problem) {
        assertThatThrownBy(() -> Configured.with(new NagiosRunner(), yaml))
                .isInstanceOfSatisfying(SettingsException.class, e -> assertThat(e.problems())
                        .anySatisfy(p -> assertThat(p.toString()).contains(problem)));
    }

    @Test
    void commandsAreTextsOrMaps() throws Exception {
        run("commands: ['check_dummy 0 \"a b\"', {name: list, command: [check_dummy, '1', $HOME; ls]}, "
                + "[/usr/bin/printf, '%s', a b]]");

        assertThat(List.of(
                        command("check_dummy").get("output"),
                        command("list").get("output"),
                        command("printf").get("output")))
                .isEqualTo(List.of("OK: a b", "WARNING: $HOME; ls", "a b"));
    }
}
