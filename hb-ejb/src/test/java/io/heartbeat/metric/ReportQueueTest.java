package io.heartbeat.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Configured;
import io.heartbeat.SteppedTime;
import io.heartbeat.telemetry.Telemetry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReportQueueTest {
    private final Telemetry telemetry = new Telemetry(new SteppedTime());
    private final ReportQueue queue = new ReportQueue(MetricSettings.DEFAULT, telemetry);

    @Test
    void beyondItsNumberReportsAreDroppedAndCounted() {
        for (int i = 0; i < ReportQueue.CAPACITY + 7; i++) {
            queue.offer(new Arrived("web", "cpu_monitor", i, new byte[1]));
        }
        assertThat(queue.size()).isEqualTo(ReportQueue.CAPACITY);
        assertThat(value("hbd_metrics_dropped_total")).isEqualTo(7);
        assertThat(queue.take(3)).extracting(Arrived::micros).containsExactly(0L, 1L, 2L);
    }

    @Test
    void beyondItsBytesToo() {
        for (int i = 0; i < 600; i++) {
            queue.offer(new Arrived("web", "cpu_monitor", i, new byte[64 << 10]));
        }
        assertThat(queue.size()).isEqualTo(512);
        assertThat(value("hbd_metrics_dropped_total")).isEqualTo(88);
        queue.take(600);
        assertThat(value("hbd_metrics_waiting_bytes")).isZero();
    }

    @Test
    void chatterGivesWayWhenItIsBehind() {
        assertThat(queue.apart(100)).isEqualTo(1_000_000);
        assertThat(queue.apart(40 << 10)).isEqualTo(40_000_000);
        for (int i = 0; i <= ReportQueue.CAPACITY / 2; i++) {
            queue.offer(new Arrived("web", "cpu_monitor", i, new byte[1]));
        }
        assertThat(queue.apart(100)).isEqualTo(60_000_000);
    }

    @Test
    void aDroppedHostTakesItsReportsAlong() {
        queue.offer(new Arrived("web", "cpu_monitor", 1, new byte[10]));
        queue.offer(new Arrived("db", "cpu_monitor", 2, new byte[10]));
        queue.forget("web");

        assertThat(queue.forgotten()).containsExactly("web");
        assertThat(queue.take(9)).extracting(Arrived::host).containsExactly("db");
        assertThat(value("hbd_metrics_waiting_bytes")).isZero();
    }

    @Test
    void switchedOffItTakesNothing() {
        ReportQueue off = new ReportQueue(settings("metrics_enabled: false"), telemetry);
        off.offer(new Arrived("web", "cpu_monitor", 1, new byte[10]));
        off.forget("web");

        assertThat(off.size()).isZero();
        assertThat(off.forgotten()).isEmpty();
    }

    @Test
    void settingsHaveBoundsAndDefaults() {
        assertThat(settings("{}")).isEqualTo(MetricSettings.DEFAULT);
        assertThat(settings("metrics_keep_reports: 7d\nmetrics_flush: 10s"))
                .isEqualTo(new MetricSettings(true, Duration.ofDays(7), Duration.ofSeconds(10)));
        assertThat(Configured.problems("metrics_keep_reports: 5m\nmetrics_flush: 2h", MetricSettings::from))
                .hasSize(2)
                .allMatch(problem -> problem.contains("must be a time from"));
    }

    private static MetricSettings settings(String yaml) {
        return Configured.by(yaml, MetricSettings::from);
    }

    private double value(String name) {
        return telemetry.instruments().stream()
                .filter(instrument -> instrument.name().equals(name))
                .mapToDouble(instrument -> instrument.value().getAsDouble())
                .sum();
    }
}
