package io.heartbeat.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyFiguresTest {
    @Test
    void stampsAreFoundInAnyText() {
        List<Long> found = new ArrayList<>();

        Stamp.each(
                "{\"a\":\"" + Stamp.text(1_795_248_000_123_456L)
                        + "\",\"b\":\"probe 12\",\"c\":\"probe 1795248000123457\"}",
                found::add);

        assertThat(found).containsExactly(1_795_248_000_123_456L, 1_795_248_000_123_457L);
    }

    @Test
    void journalTimesAreReadToTheMicrosecond() {
        assertThat(JournalTail.micros("1795248000.123456")).isEqualTo(1_795_248_000_123_456L);
        assertThat(JournalTail.micros("1795248000.5")).isEqualTo(1_795_248_000_500_000L);
    }

    @Test
    void onlyProbesOfThisRoundCountAndTheFirstSightingStands() {
        Sightings sightings = new Sightings();
        sightings.sent(1_000);
        sightings.written(1_000, 1_100, 3_100);
        sightings.written(1_000, 1_100, 9_100);
        sightings.shown(1_000, 6_100);
        sightings.shown(500, 9_000);

        assertThat(sightings.receiveToJournal().getMaxValue()).isEqualTo(2_000);
        assertThat(sightings.receiveToWatcher().getMaxValue()).isBetween(5_000L, 5_003L);
        assertThat(sightings.sendToWatcher().getTotalCount()).isEqualTo(1);
    }
}
