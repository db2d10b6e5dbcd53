package io.heartbeat.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.heartbeat.SteppedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private final SteppedTime time = new SteppedTime();
    private final Telemetry telemetry = new Telemetry(time);
    private final Logger log = Logger.getLogger(DiskFull.class.getName());
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logRecord) {
            lines.add(logRecord.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private record DiskFull() implements Occurrence {
        @Override
        public String counter() {
            return "hbd_disk_full_total";
        }

        @Override
        public String help() {
            return "Times.";
        }

        @Override
        public String line() {
            return "the disk is full";
        }
    }

    @BeforeEach
    void listen() {
        log.addHandler(handler);
        log.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        log.removeHandler(handler);
        log.setUseParentHandlers(true);
    }

    @Test
    void everyOccurrenceIsCountedAndOneAMinuteIsLogged() {
        for (int i = 0; i < 1_000; i++) {
            telemetry.report(new DiskFull());
        }
        time.pass(Telemetry.QUIET.plus(Duration.ofSeconds(1)));
        telemetry.report(new DiskFull());

        assertThat(lines)
                .containsExactly("the disk is full", "the disk is full (and 999 more like it in the last minute)");
        assertThat(value("hbd_disk_full_total")).isEqualTo(1_001);
    }

    @Test
    void theSameNameAndLabelsAreTheSameCounter() {
        telemetry.counter("hbd_x_total", "X.", "reason", "a").increment();
        telemetry.counter("hbd_x_total", "X.", "reason", "a").increment();
        telemetry.counter("hbd_x_total", "X.", "reason", "b").increment();

        assertThat(telemetry.instruments())
                .extracting(Instrument::labels, instrument -> instrument.value().getAsDouble())
                .containsExactly(tuple(Map.of("reason", "a"), 2.0), tuple(Map.of("reason", "b"), 1.0));
    }

    @Test
    void aFamilyIsReadAnewAtEachLook() {
        List<Instrument> hosts = new ArrayList<>();
        telemetry.family("hosts", () -> hosts);
        assertThat(telemetry.instruments()).isEmpty();

        hosts.add(new Instrument("hbd_host_up", "Up.", Instrument.Kind.GAUGE, Map.of("host", "web"), () -> 1));
        assertThat(value("hbd_host_up")).isEqualTo(1);
    }

    private double value(String name) {
        return telemetry.instruments().stream()
                .filter(instrument -> instrument.name().equals(name))
                .mapToDouble(instrument -> instrument.value().getAsDouble())
                .sum();
    }
}
