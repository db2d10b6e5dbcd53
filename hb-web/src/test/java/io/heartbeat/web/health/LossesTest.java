package io.heartbeat.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class LossesTest {
    private final Losses losses = new Losses();
    private final Lost check = new Lost();

    LossesTest() {
        losses.telemetry = new Telemetry(TimeSource.SYSTEM);
        check.losses = losses;
    }

    @Test
    void whatWasLostIsToldAndMakesNobodyUnready() {
        losses.telemetry.counter("hbd_loghog_messages_total", "").add(99);
        losses.telemetry
                .counter("hbd_loghog_dropped_total", "", "reason", "disk")
                .add(3);
        losses.telemetry.total("hbd_loghog_datagrams_dropped_by_kernel_total", "", () -> 1204, "port", "5566");
        losses.telemetry.total("hbd_datagrams_dropped_by_kernel_total", "", () -> Double.NaN);
        HealthCheckResponse answer = check.call();
        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(answer.getData().orElseThrow())
                .hasSize(3)
                .containsEntry("loghog_dropped_disk", "3")
                .containsEntry("loghog_datagrams_dropped_by_kernel_5566", "1204")
                .containsEntry("datagrams_dropped_by_kernel", "0");
    }
}
