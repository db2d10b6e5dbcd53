package io.heartbeat.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {
    private static final Instant NOW = Instant.parse("2026-03-29T02:30:17Z");

    @ParameterizedTest
    @CsvSource({
        "PT1H, PT0S, MINUTE, 60",
        "PT1H, PT5M, MINUTE, 300",
        "PT1H, PT1S, MINUTE, 60",
        "PT1H, PT15M, TEN_MINUTES, 1200",
        "PT1H1S, PT0S, TEN_MINUTES, 600",
        "PT12H, PT0S, TEN_MINUTES, 600",
        "PT13H, PT0S, TWENTY_MINUTES, 1200",
        "PT24H, PT1M, TWENTY_MINUTES, 1200",
        "PT25H, PT0S, TWO_HOURS, 7200",
        "P7D, PT3H, TWO_HOURS, 14400",
        "P8D, PT0S, EIGHT_HOURS, 28800",
        "P30D, P1D, EIGHT_HOURS, 86400",
        "P999D, PT0S, EIGHT_HOURS, 28800"
    })
    void theTierIsTheOneThatReachesAndIsNotCoarserThanAsked(String back, String step, Tier tier, long seconds) {
        Span span = Span.of(NOW.minus(Duration.parse(back)), NOW, Duration.parse(step), NOW);

        assertThat(span.tier()).isEqualTo(tier);
        assertThat(span.step()).isEqualTo(seconds);
        assertThat(span.begin() % seconds).isZero();
        assertThat(span.count()).isBetween(1, 110);
        assertThat(span.at(span.count() - 1)).isBeforeOrEqualTo(NOW);
        assertThat(span.index(NOW.getEpochSecond())).isEqualTo(span.count() - 1);
    }

    @Test
    void stepsStandAtMultiplesInUtcWhateverTheLocalClockDoes() {
        Span night = Span.of(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T02:00:00Z"), null, NOW);

        assertThat(night.at(0)).isEqualTo(Instant.parse("2026-03-28T23:00:00Z"));
        assertThat(night.at(night.count() - 1)).isEqualTo(Instant.parse("2026-03-29T02:00:00Z"));
        assertThat(night.count()).isEqualTo(19);
    }

    @ParameterizedTest
    @CsvSource({
        "-1000000000-01-01T00:00:00Z, +1000000000-12-31T23:59:59Z",
        "2030-01-01T00:00:00Z, 2031-01-01T00:00:00Z",
        "2026-03-29T02:30:17Z, 2020-01-01T00:00:00Z"
    })
    void everyQuestionHasABoundedAnswer(Instant from, Instant to) {
        Span span = Span.of(from, to, Duration.ofSeconds(Long.MAX_VALUE), NOW);

        assertThat(span.count()).isBetween(1, 3);
        assertThat(Span.of(from, to, null, NOW).count()).isBetween(1, 100);
    }

    @Test
    void bucketsTouchAndDoNotOverlap() {
        for (Tier tier : Tier.STORED) {
            long second = NOW.getEpochSecond();
            long begin = tier.begin(tier.page(second), tier.bucket(second));
            assertThat(begin).isEqualTo(second - second % tier.seconds());
            assertThat(tier.begin(tier.page(begin - 1), tier.bucket(begin - 1))).isEqualTo(begin - tier.seconds());
        }
    }
}
