package io.heartbeat.agent.plugin.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.agent.TestTime;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkMonitorTest {
    private static final String HEAD =
            """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            """;

    @TempDir
    Path net;

    private final TestTime time = new TestTime();

    private void write(String devices) throws Exception {
        Files.writeString(net.resolve("dev"), HEAD + devices);
    }

    @Test
    void countersSumsAndRatesAreThoseOfTheKernel() throws Exception {
        Files.writeString(net.resolve("snmp"), "Ip: Forwarding\nIp: 1\nTcp: RtoMin CurrEstab InSegs\nTcp: 200 17 99\n");
        Files.writeString(net.resolve("sockstat"), "sockets: used 9\nTCP: inuse 5 orphan 0 tw 3 alloc 8 mem 1\n");
        NetworkMonitor monitor = new NetworkMonitor(net, time);
        write("  lo: 1000 10 0 0 0 0 0 0 1000 10 0 0 0 0 0 0\n"
                + " ifb0: 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"
                + "eth0:1: 500 5 1 2 0 0 0 0 300 3 4 8 0 0 0 0\n");

        Map<String, Object> first = monitor.collect();
        time.pass(Duration.ofSeconds(10));
        write("eth0:1: 1500 5 1 2 0 0 0 0 800 3 4 8 0 0 0 0\nshort: 1 2\n");
        Map<String, Object> second = monitor.collect();

        assertThat(first)
                .containsEntry("bytes_recv", 500L)
                .containsEntry("bytes_sent", 300L)
                .containsEntry("errors_total", 5L)
                .containsEntry("dropped", 10L)
                .containsEntry("connections", 17L)
                .containsEntry("connections_time_wait", 3L)
                .doesNotContainKey("bytes_recv_per_s");
        assertThat(((Map<?, ?>) first.get("interfaces")).keySet().stream().map(Object::toString))
                .containsExactly("lo", "eth0:1");
        assertThat(((Map<?, ?>) second.get("interfaces")).get("eth0:1"))
                .isEqualTo(Map.ofEntries(
                        Map.entry("bytes_sent", 800L),
                        Map.entry("bytes_recv", 1500L),
                        Map.entry("bytes_sent_per_s", 50.0),
                        Map.entry("bytes_recv_per_s", 100.0),
                        Map.entry("packets_sent", 3L),
                        Map.entry("packets_recv", 5L),
                        Map.entry("errors_total", 5L),
                        Map.entry("errors_in", 1L),
                        Map.entry("errors_out", 4L),
                        Map.entry("dropped", 10L)));
        assertThat(second).containsEntry("bytes_recv_per_s", 100.0);
    }

    @Test
    void connectionsOfThisMachineAreCounted() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            assertThat(client.getPort()).isEqualTo(accepted.getLocalPort());

            assertThat((Long) new NetworkMonitor().collect().get("connections")).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void withoutTheKernelsTablesOshiIsAsked() throws Exception {
        Map<String, Object> report = new NetworkMonitor(net, time).collect();

        assertThat(report).containsKeys("bytes_sent", "bytes_recv", "errors_total", "dropped", "connections");
        List<String> known = Interface.all(Path.of("/proc/net/dev")).stream()
                .map(Interface::name)
                .toList();
        assertThat(Interface.fromOshi())
                .extracting(Interface::name)
                .isSubsetOf(known)
                .contains("lo");
    }
}
