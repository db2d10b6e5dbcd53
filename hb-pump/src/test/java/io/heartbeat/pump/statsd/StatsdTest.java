package io.heartbeat.pump.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.pump.config.StatsdSettings;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatsdTest {
    @Test
    void tagsAreMadeSafe() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("foo|wow,", "localhost:1234");
        tags.put("b", "|a b=c|");
        tags.put("gone", null);

        assertThat(MetricLine.series("n", tags)).isEqualTo("n,b=a_b_c,foo_wow=localhost_1234");
        assertThat(MetricLine.series("n", Map.of("t", "foo|wow,"))).isEqualTo("n,t=foo_wow");
    }

    @Test
    void countersAddUpAndGaugesKeepTheirLastValue() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Statsd statsd = new Statsd(
                        new StatsdSettings("127.0.0.1", socket.getLocalPort(), "p.", Map.of("host", "own")),
                        Map.of("dc", "fra", "host", "all"))) {
            socket.setSoTimeout(60_000);
            statsd.count("hits", Map.of("x", "1"), 2);
            statsd.count("hits", Map.of("x", "1"), 3);
            statsd.gauge("lines", Map.of(), 1);
            statsd.gauge("lines", Map.of(), 2.5);
            statsd.flush();

            assertThat(receive(socket, 2))
                    .containsExactly("p.lines,dc=fra,host=own:2.500|g", "p.hits,dc=fra,host=own,x=1:5|c");
            statsd.count("hits", Map.of(), 1);
            statsd.flush();
            assertThat(receive(socket, 1)).containsExactly("p.hits,dc=fra,host=own:1|c");
        }
    }

    @Test
    void endlesslyManySeriesAreBounded() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Statsd statsd =
                        new Statsd(new StatsdSettings("127.0.0.1", socket.getLocalPort(), "", Map.of()), Map.of())) {
            for (int i = 0; i < 10_005; i++) {
                statsd.count("hits", Map.of("x", "" + i), 1);
            }
            assertThat(statsd.pending()).isEqualTo(10_000);
        }
    }

    private static List<String> receive(DatagramSocket socket, int count) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
            socket.receive(packet);
            lines.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
        }
        return lines;
    }
}
