package io.heartbeat.agent.plugin.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.agent.Subprocess.Outcome;
import io.heartbeat.agent.plugin.Configured;
import io.heartbeat.settings.SettingsException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PingMonitorTest {
    @TempDir
    Path directory;

    private static Outcome said(String output, String errors, int exitCode) {
        return new Outcome(exitCode, output, errors, false, false, 1);
    }

    private static Map<String, Object> collect(String yaml) throws Exception {
        return Configured.with(new PingMonitor(), yaml).collect();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> host(Map<String, Object> report, String name) {
        return ((Map<String, Map<String, Object>>) report.get("hosts")).get(name);
    }

    @Test
    void thisMachineAnswersByIcmp() throws Exception {
        Map<String, Object> report = collect("hosts: [127.0.0.1, {name: six, host: '::1'}]");

        assertThat(report)
                .containsEntry("hosts_total", 2)
                .containsEntry("hosts_down", 0L)
                .containsEntry("loss_percent", 0.0);
        assertThat(host(report, "127.0.0.1"))
                .containsEntry("reachable", true)
                .containsEntry("method", "icmp")
                .containsEntry("loss_percent", 0.0)
                .containsKeys("rtt_ms", "rtt_min_ms", "rtt_max_ms");
        assertThat(host(report, "six")).containsEntry("host", "::1").containsEntry("reachable", true);
    }

    @Test
    void nameThatDoesNotResolveIsDownAndSaysWhy() throws Exception {
        Map<String, Object> report = collect("hosts: [no-such-host.invalid, 127.0.0.1]\ncount: 1");

        assertThat(report).containsEntry("hosts_down", 1L).containsEntry("loss_percent", 100.0);
        assertThat(host(report, "no-such-host.invalid"))
                .containsEntry("reachable", false)
                .containsEntry("loss_percent", 100.0)
                .containsKey("error")
                .doesNotContainKey("rtt_ms");
        assertThat(host(report, "127.0.0.1")).containsEntry("reachable", true);
    }

    @Test
    void withoutPingTcpIsTried() throws Exception {
        Map<String, Object> report = collect("hosts: [127.0.0.1]\nping_bin: /no/such/ping");

        assertThat(host(report, "127.0.0.1"))
                .containsEntry("method", "tcp")
                .containsEntry("reachable", true) // refused is an answer
                .containsKey("rtt_ms");
    }

    @Test
    void pingThatMayNotSendIsLikeNone() throws Exception {
        Path ping = Files.writeString(
                directory.resolve("ping"), "#!/bin/sh\necho 'ping: socket: Operation not permitted' >&2\nexit 2\n");
        Files.setPosixFilePermissions(ping, PosixFilePermissions.fromString("rwxr-xr-x"));
        String yaml = "hosts: [127.0.0.1]\nping_bin: " + ping + "\n";

        assertThat(host(collect(yaml), "127.0.0.1")).containsEntry("method", "tcp");
        assertThat(host(collect(yaml + "method: icmp"), "127.0.0.1"))
                .containsEntry("reachable", false)
                .containsKey("error");
    }

    @Test
    void portThatListensAnswers() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            assertThat(host(collect("method: tcp\nhosts: [127.0.0.1]\nport: " + socket.getLocalPort()), "127.0.0.1"))
                    .containsEntry("reachable", true)
                    .containsEntry("loss_percent", 0.0);
        }
    }

    @Test
    void linesOfBothKindsOfPingAreRead() {
        assertThat(IcmpPing.read(said(
                        "3 packets transmitted, 2 received, 33% packet loss, time 410ms\n"
                                + "rtt min/avg/max/mdev = 0.029/0.037/0.042/0.005 ms\n",
                        "", 0)))
                .hasValue(new Echo(
                        "icmp",
                        3,
                        2,
                        OptionalDouble.of(0.029),
                        OptionalDouble.of(0.037),
                        OptionalDouble.of(0.042),
                        ""));
        assertThat(IcmpPing.read(said(
                        "2 packets transmitted, 2 packets received, 0% packet loss\n"
                                + "round-trip min/avg/max = 0.063/0.095/0.127 ms\n",
                        "", 0)))
                .hasValueSatisfying(echo -> assertThat(echo.average()).hasValue(0.095));
        assertThat(IcmpPing.read(
                        said("1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms\n\n", "", 1)))
                .hasValueSatisfying(echo -> {
                    assertThat(echo.reachable()).isFalse();
                    assertThat(echo.lossPercent()).isEqualTo(100);
                    assertThat(echo.average()).isEmpty();
                });
        assertThat(IcmpPing.read(said("rubbish", "ping: x: Name or service not known\n", 2)))
                .hasValueSatisfying(echo -> assertThat(echo.error()).contains("not known"));
    }

    @Test
    void lossIsASharePerThousandAndNeverNegative() {
        assertThat(IcmpPing.read(said("3 packets transmitted, 2 received", "", 0))
                        .orElseThrow()
                        .lossPercent())
                .isEqualTo(33.3);
        assertThat(IcmpPing.read(said("3 packets transmitted, 4 received", "", 0))
                        .orElseThrow()
                        .lossPercent())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{}~hosts: 1 to 200 are needed",
                "hosts: [-f]~hosts[0].host: \"-f\" is no host",
                "hosts: ['a;b']~hosts[0].host",
                "hosts: [a, a]~hosts[1].name: another host is called `a`",
                "hosts: [a]; count: 0~count: must be a whole number from 1",
                "hosts: [a]; count: 100~timeout: if no host answers, all pings may take",
                "hosts: [a]; method: smoke~method: must be one of auto, icmp, tcp"
            })
    void configurationThatCannotBeIsRefusedWithItsPath(String yaml, String problem) {
        assertThatThrownBy(() -> Configured.with(new PingMonitor(), yaml.replace("; ", "\n")))
                .isInstanceOfSatisfying(SettingsException.class, e -> assertThat(e.problems())
                        .anySatisfy(p -> assertThat(p.toString()).contains(problem)));
    }
}
