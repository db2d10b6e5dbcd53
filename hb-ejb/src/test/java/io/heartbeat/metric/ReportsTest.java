package io.heartbeat.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.SteppedTime;
import io.heartbeat.ingest.Arrival;
import io.heartbeat.ingest.HostForgotten;
import io.heartbeat.ingest.PluginReported;
import io.heartbeat.protocol.Codec;
import io.heartbeat.telemetry.Telemetry;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final InetSocketAddress SOURCE = new InetSocketAddress("127.0.0.1", 9);

    private final Telemetry telemetry = new Telemetry(new SteppedTime());
    private final Reports reports = new Reports(telemetry);

    @Test
    void theNewestReportOfEachPluginIsKept() {
        report("web", "cpu_monitor", 1, 0);
        report("web", "cpu_monitor", 2, 5);
        report("web", "memory_monitor", 3, 6);

        assertThat(reports.newest("web")).containsOnlyKeys("cpu_monitor", "memory_monitor");
        assertThat(text(reports.newest("web").get("cpu_monitor"))).contains("\"v\":2");
        assertThat(reports.newest("db")).isEmpty();
    }

    @Test
    void samplesAreNewestFirstAtLeastASecondApartAndBounded() {
        for (int i = 0; i < 200; i++) {
            report("web", "cpu_monitor", i, i / 2.0);
        }
        List<Report> samples = reports.samples("web", "cpu_monitor", 1_000);

        assertThat(samples).hasSize(Reports.SAMPLES);
        assertThat(text(samples.get(0))).contains("\"v\":199");
        assertThat(samples).extracting(Report::timestamp).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(reports.samples("web", "cpu_monitor", 3)).hasSize(3);
    }

    @Test
    void whatWasReadIsNotWrittenOver() {
        report("web", "cpu_monitor", 1, 0);
        Report read = reports.newest("web").get("cpu_monitor");
        report("web", "cpu_monitor", 2, 0.1);

        assertThat(text(read)).contains("\"v\":1");
    }

    @Test
    void inventedPluginsBeyondTheCapAreRefusedAndCounted() {
        for (int i = 0; i < 100; i++) {
            report("web", "p" + i, 1, i);
        }

        assertThat(reports.newest("web")).hasSize(Reports.PLUGINS);
        assertThat(value("hbd_reports_refused_total")).isEqualTo(100 - Reports.PLUGINS);
    }

    @Test
    void aDroppedHostFreesItsShare() {
        report("web", "cpu_monitor", 1, 0);
        reports.forgotten(new HostForgotten("web"));

        assertThat(reports.newest("web")).isEmpty();
        assertThat(value("hbd_reports_bytes")).isZero();
    }

    private void report(String host, String plugin, int value, double second) {
        byte[] json = ("{\"ID\":\"PLG\",\"name\":\"" + host + "\",\"plugin\":\"" + plugin + "\",\"v\":" + value + "}")
                .getBytes(StandardCharsets.UTF_8);
        Codec codec = new Codec();
        assertThat(codec.decode(json, 0, json.length)).isNull();
        Arrival arrival = new Arrival((long) (second * 1_000_000), SOURCE, false);
        reports.reported(new PluginReported(host, arrival, codec.message()));
    }

    private static String text(Report report) {
        return new String(report.json(), StandardCharsets.UTF_8);
    }

    private double value(String name) {
        return telemetry.instruments().stream()
                .filter(instrument -> instrument.name().equals(name))
                .mapToDouble(instrument -> instrument.value().getAsDouble())
                .sum();
    }
}
