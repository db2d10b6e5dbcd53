package io.heartbeat.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long MILLI = 1_000_000;
    private static final long START = 5_000 * MILLI;

    @Test
    void aSlowLoadLeavesOneByOne() {
        Pacer pacer = new Pacer(1000, 10, START);

        assertThat(pacer.due(0, START)).isZero();
        assertThat(pacer.due(0, START + MILLI)).isEqualTo(1);
        assertThat(pacer.due(1, START + MILLI)).isZero();
        assertThat(pacer.wake(1)).isBetween(START + 2 * MILLI, START + 2 * MILLI + 10);
    }

    @Test
    void aFastLoadLeavesInSmallBursts() {
        Pacer pacer = new Pacer(100_000, 1_000_000, START);

        assertThat(pacer.due(0, START + MILLI / 10))
                .as("10 are due, a burst is 20")
                .isZero();
        assertThat(pacer.due(0, START + MILLI / 5 + 10)).isEqualTo(20);
    }

    @Test
    void theRestOfTheCountNeedsNoFullBurst() {
        Pacer pacer = new Pacer(100_000, 25, START);

        assertThat(pacer.due(20, START + MILLI)).isEqualTo(5);
    }

    @Test
    void aSenderThatStoodStillDoesNotFloodToCatchUp() {
        Pacer pacer = new Pacer(1000, 100_000, START);

        assertThat(pacer.due(0, START + 2_000 * MILLI)).isZero();
        assertThat(pacer.lateMillis()).isEqualTo(2_000);
        assertThat(pacer.due(0, START + 2_003 * MILLI)).isEqualTo(3);
    }

    @Test
    void fullBlastIsAlwaysDue() {
        Pacer pacer = new Pacer(0, 1000, START);

        assertThat(pacer.due(400, START)).isEqualTo(600);
    }
}
