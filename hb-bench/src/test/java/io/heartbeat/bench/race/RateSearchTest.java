package io.heartbeat.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateSearchTest {
    private static RateSearch run(RateSearch search, double limit) {
        while (!search.done()) {
            search.outcome(search.rate(), search.rate() <= limit);
        }
        return search;
    }

    @Test
    void aLimitAboveTheGuessIsFoundWithinTheGap() {
        assertThat(run(new RateSearch(100_000, 1.6, 40), 451_000).best())
                .isBetween(451_000 / RateSearch.CLOSE, 451_000.0);
    }

    @Test
    void aLimitFarBelowTheGuessIsFoundToo() {
        assertThat(run(new RateSearch(500_000, 1.6, 40), 33_000).best()).isBetween(33_000 / RateSearch.CLOSE, 33_000.0);
    }

    @Test
    void itEndsAfterTheTrialsAllowed() {
        RateSearch search = new RateSearch(100_000, 1.6, 2);

        search.outcome(100_000, true);
        assertThat(search.done()).isFalse();
        search.outcome(160_000, true);

        assertThat(search.done()).isTrue();
        assertThat(search.best()).isEqualTo(160_000);
    }

    @Test
    void whatTheSenderCannotSendTwiceIsTheEndAndSaysSo() {
        RateSearch search = new RateSearch(1_000_000, 1.6, 20);

        search.outcome(800_000, true);
        assertThat(search.done()).isFalse();
        search.outcome(810_000, true);

        assertThat(search.done()).isTrue();
        assertThat(search.senderIsLimit()).isTrue();
        assertThat(search.best()).isEqualTo(810_000);
    }

    @Test
    void aRateThatPassesAfterALowerOneFailedCounts() {
        RateSearch search = new RateSearch(100_000, 1.6, 20);

        search.outcome(100_000, false);
        search.outcome(100_000, false);
        search.outcome(62_500, true);
        search.outcome(120_000, true);

        assertThat(search.best()).isEqualTo(120_000);
        assertThat(search.rate()).isGreaterThan(120_000);
    }

    @Test
    void aLossIsTriedAgainBeforeItCounts() {
        RateSearch search = new RateSearch(100_000, 1.6, 20);

        search.outcome(100_000, false);
        assertThat(search.rate()).isEqualTo(100_000);
        search.outcome(100_000, true);

        assertThat(search.best()).isEqualTo(100_000);
        assertThat(search.rate()).isEqualTo(160_000);
    }

    @Test
    void aReceiverThatLosesAlwaysHasNoRate() {
        assertThat(run(new RateSearch(100_000, 1.6, 5), 0).best()).isZero();
    }
}
