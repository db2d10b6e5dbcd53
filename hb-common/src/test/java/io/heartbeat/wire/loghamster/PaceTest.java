package io.heartbeat.wire.loghamster;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private long millis = 5_000;

    private final TimeSource time = new TimeSource() {
        @Override
        public Instant wall() {
            return Instant.EPOCH;
        }

        @Override
        public long steadyMillis() {
            return millis;
        }
    };

    @Test
    void aSecondsWorthIsFreeThenItIsPaced() {
        Pace pace = new Pace(1_000, time);
        assertThat(pace.book(1_000)).isZero();
        assertThat(pace.book(500)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
        millis += 500;
        assertThat(pace.book(100)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
    }

    @Test
    void aLongPauseSavesNoMoreThanASecond() {
        Pace pace = new Pace(1_000, time);
        millis += 3_600_000;
        assertThat(pace.book(2_000)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
        assertThat(pace.portion()).isEqualTo(100);
    }

    @Test
    void zeroIsNoLimit() {
        Pace pace = new Pace(0, time);
        assertThat(pace.book(Long.MAX_VALUE)).isZero();
        assertThat(pace.portion()).isEqualTo(Long.MAX_VALUE);
    }
}
