package io.heartbeat.bench.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTextTest {
    private final MetricsText metrics = new MetricsText(
            """
            # HELP hbd_datagrams_rejected_total Datagrams refused.
            # TYPE hbd_datagrams_rejected_total counter
            hbd_datagrams_rejected_total{mp_scope="application",reason="bad_json"} 3.0
            hbd_datagrams_rejected_total{mp_scope="application",reason="bad_mac"} 0.0
            hbd_datagrams_rejected_total{mp_scope="application",reason="an odd \\"one\\", with } in it"} 2.0 1795248000000
            hbd_heartbeats_received_total 1.5E7
            hbd_heartbeat_rtt_seconds{quantile="0.99"} NaN
            garbage
            """);

    @Test
    void samplesOfANameAreSummed() {
        assertThat(metrics.sum("hbd_datagrams_rejected_total")).isEqualTo(5);
        assertThat(metrics.sum("hbd_heartbeats_received_total")).isEqualTo(15_000_000);
        assertThat(metrics.sum("hbd_absent")).isNaN();
    }

    @Test
    void samplesAreFoundByTheirLabel() {
        assertThat(metrics.by("hbd_datagrams_rejected_total", "reason"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("bad_json", 3.0, "an odd \\\"one\\\", with } in it", 2.0));
    }
}
