package io.heartbeat.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Instrument;
import io.heartbeat.telemetry.Instrument.Kind;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTextTest {
    private final Telemetry telemetry = new Telemetry(TimeSource.SYSTEM);

    @Test
    void countersAndGaugesHaveTheirTypesOncePerName() throws IOException {
        telemetry
                .counter("hbd_datagrams_rejected_total", "Datagrams refused.", "reason", "too_deep")
                .add(3);
        telemetry.counter("hbd_datagrams_rejected_total", "Datagrams refused.", "reason", "bad_mac");
        telemetry.gauge("hbd_hosts", "Hosts known.", () -> 2.5);
        assertThat(text())
                .isEqualTo(
                        """
                        # HELP hbd_datagrams_rejected_total Datagrams refused.
                        # TYPE hbd_datagrams_rejected_total counter
                        hbd_datagrams_rejected_total{reason="bad_mac"} 0
                        hbd_datagrams_rejected_total{reason="too_deep"} 3
                        # HELP hbd_hosts Hosts known.
                        # TYPE hbd_hosts gauge
                        hbd_hosts 2.5
                        """);
    }

    @Test
    void hostileLabelsStayInsideTheirQuotes() throws IOException {
        String evil = "a\"} 1\nhbd_host_up{host=\"b\\";
        telemetry.family(
                "hosts",
                () -> List.of(
                        new Instrument("hbd_host_up", "Up\nor\\not.", Kind.GAUGE, Map.of("host", evil), () -> 1)));
        assertThat(text())
                .isEqualTo("# HELP hbd_host_up Up\\nor\\\\not.\n# TYPE hbd_host_up gauge\n"
                        + "hbd_host_up{host=\"a\\\"} 1\\nhbd_host_up{host=\\\"b\\\\\"} 1\n");
    }

    @Test
    void numbersAreThoseOfPrometheus() throws IOException {
        telemetry.gauge("a", "a", () -> Double.NaN);
        telemetry.gauge("b", "b", () -> Double.POSITIVE_INFINITY);
        telemetry.gauge("c", "c", () -> Double.NEGATIVE_INFINITY);
        telemetry.gauge("d", "d", () -> 1e18);
        telemetry.gauge("e", "e", () -> 123456789012.0);
        assertThat(text()).contains("\na NaN\n", "\nb +Inf\n", "\nc -Inf\n", "\nd 1.0E18\n", "\ne 123456789012\n");
    }

    @Test
    void theProcessTellsOfItself() throws IOException {
        telemetry.family("process", ProcessMetrics::instruments);
        assertThat(text()).contains("process_cpu_seconds_total ", "jvm_memory_used_bytes{area=\"heap\"} ");
    }

    private String text() throws IOException {
        StringBuilder out = new StringBuilder();
        MetricsText.write(telemetry.instruments(), each -> true, out);
        return out.toString();
    }
}
