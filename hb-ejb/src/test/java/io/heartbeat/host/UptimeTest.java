package io.heartbeat.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UptimeTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant DAY_AGO = NOW.minus(Duration.ofDays(1));

    private final List<HostTransitioned> newestFirst = new ArrayList<>();

    @Test
    void downTimeCountsAgainstIt() {
        change(HostStatus.UP, Duration.ofDays(9));
        change(HostStatus.LATE, Duration.ofHours(10));
        change(HostStatus.DOWN, Duration.ofHours(8));
        change(HostStatus.UP, Duration.ofHours(2));
        List<StatusPeriod> periods = periods(HostStatus.UP);

        assertThat(periods)
                .extracting(StatusPeriod::status)
                .containsExactly(HostStatus.UP, HostStatus.LATE, HostStatus.DOWN, HostStatus.UP);
        Uptime day = Uptime.of(periods, DAY_AGO, NOW);
        assertThat(day.down()).isEqualTo(Duration.ofHours(6));
        assertThat(day.observed()).isEqualTo(Duration.ofDays(1));
        assertThat(day.share()).isEqualTo(0.75);
        assertThat(Uptime.of(periods, NOW.minus(Duration.ofHours(1)), NOW).share())
                .isEqualTo(1);
    }

    @Test
    void whatWasBeforeTheFirstHeartbeatOrInAMaintenanceSaysNothing() {
        change(HostStatus.UP, Duration.ofHours(6));
        change(HostStatus.MAINTENANCE, Duration.ofHours(4));
        change(HostStatus.DOWN, Duration.ofHours(2));
        Uptime day = Uptime.of(periods(HostStatus.DOWN), DAY_AGO, NOW);

        assertThat(day.observed()).isEqualTo(Duration.ofHours(4));
        assertThat(day.share()).isEqualTo(0.5);
        newestFirst.clear();
        assertThat(Uptime.of(periods(HostStatus.UNKNOWN), DAY_AGO, NOW).share()).isNaN();
    }

    @Test
    void aChangeThatIsNotStoredYetCountsAlready() {
        change(HostStatus.UP, Duration.ofDays(2));
        HostState down = state(HostStatus.DOWN, NOW.minus(Duration.ofHours(3)));

        assertThat(Uptime.of(StatusPeriod.of(newestFirst, down, DAY_AGO, NOW), DAY_AGO, NOW)
                        .down())
                .isEqualTo(Duration.ofHours(3));
    }

    @Test
    void startsOfTheAgentAreNoChangesOfStatus() {
        change(HostStatus.UP, Duration.ofDays(2));
        change(HostStatus.UP, Duration.ofHours(2));
        change(HostStatus.UP, Duration.ofHours(1));

        assertThat(periods(HostStatus.UP)).hasSize(1);
    }

    @Test
    void aClockThatWasSetBackMakesNoNegativeTime() {
        change(HostStatus.UP, Duration.ofHours(20));
        change(HostStatus.DOWN, Duration.ofHours(2));
        change(HostStatus.UP, Duration.ofHours(5));
        List<StatusPeriod> periods = periods(HostStatus.UP);
        Uptime day = Uptime.of(periods, DAY_AGO, NOW);

        assertThat(periods).allMatch(period -> period.to().isAfter(period.from()));
        assertThat(day.observed()).isEqualTo(Duration.ofHours(20));
        assertThat(day.down()).isZero();
    }

    private void change(HostStatus to, Duration ago) {
        HostStatus from =
                newestFirst.isEmpty() ? HostStatus.UNKNOWN : newestFirst.get(0).to();
        newestFirst.add(0, new HostTransitioned(newestFirst.size(), "web", from, to, NOW.minus(ago), "because"));
    }

    private List<StatusPeriod> periods(HostStatus now) {
        Instant since = newestFirst.isEmpty() ? NOW : newestFirst.get(0).at();
        return StatusPeriod.of(newestFirst, state(now, since), DAY_AGO, NOW);
    }

    private static HostState state(HostStatus status, Instant since) {
        return new HostState("web", status, since, NOW, 0, 30, Double.NaN, null, null, null, null);
    }
}
