package io.heartbeat.pump.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void restsBetweenTAndTwiceTAndTDoublesUpToHalfAnHour() {
        Backoff backoff = new Backoff(new Random(50003));
        double t = 0.25;
        for (int i = 0; i < 40; i++) {
            assertThat(backoff.next().toMillis() / 1000.0).isBetween(t - 0.001, 2 * t + 0.001);
            t = Math.min(900, t * 2);
        }
        assertThat(t).isEqualTo(900);
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void destinationMayHaveAShorterLongestRest() {
        Backoff backoff = new Backoff(new Random(50003), Duration.ofSeconds(90));
        for (int i = 0; i < 40; i++) {
            assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(90));
        }
        assertThat(backoff.next()).isGreaterThanOrEqualTo(Duration.ofSeconds(45));
    }
}
