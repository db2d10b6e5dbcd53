package io.heartbeat.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WheelTest {
    private final Wheel wheel = new Wheel(100, 0);
    private final List<String> looked = new ArrayList<>();

    @Test
    void looksAtANewHostAtOnceAndThenWhenItsDeadlineHasPassed() {
        wheel.watch(cell("web"));
        turn(100, 5_000);
        assertThat(looked).containsExactly("web@100");

        turn(4_900, 5_000);
        assertThat(looked).hasSize(1);

        turn(5_000, Long.MAX_VALUE);
        assertThat(looked).containsExactly("web@100", "web@5000");
    }

    @Test
    void aHostThatNeedsNoLookIsLeftAloneUntilItIsWatchedAgain() {
        HostCell cell = cell("web");
        wheel.watch(cell);
        turn(100, Long.MAX_VALUE);
        turn(500_000, Long.MAX_VALUE);
        assertThat(looked).containsExactly("web@100");

        wheel.watch(cell);
        turn(500_100, Long.MAX_VALUE);
        assertThat(looked).containsExactly("web@100", "web@500100");
    }

    @Test
    void aDeadlineBeyondOneTurnOfTheWheelIsKept() {
        wheel.watch(cell("web"));
        turn(0, 1_000_000);
        for (long now = 100; now < 1_000_000; now += 100) {
            turn(now, 1_000_000);
        }
        assertThat(looked).containsExactly("web@0");
        turn(1_000_000, Long.MAX_VALUE);
        assertThat(looked).hasSize(2);
    }

    @Test
    void anEarlierDeadlineReplacesTheLaterOne() {
        HostCell cell = cell("web");
        wheel.watch(cell);
        turn(0, 60_000);
        wheel.watch(cell);
        turn(100, 2_000);
        turn(2_000, Long.MAX_VALUE);
        turn(60_000, Long.MAX_VALUE);

        assertThat(looked).containsExactly("web@0", "web@100", "web@2000");
    }

    @Test
    void aLongStandstillLosesNobody() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            HostCell cell = cell("h" + i);
            wheel.watch(cell);
            long deadline = 100 + random.nextInt(300_000);
            wheel.turn(0, c -> c.lookAt = deadline);
        }

        turn(3_600_000, Long.MAX_VALUE);

        assertThat(looked).hasSize(500).doesNotHaveDuplicates();
    }

    private void turn(long now, long next) {
        wheel.turn(now, cell -> {
            looked.add(cell.state.name() + "@" + now);
            cell.lookAt = next;
        });
    }

    private static HostCell cell(String name) {
        return new HostCell(HostState.unknown(name, Instant.EPOCH, 0, 30));
    }
}
