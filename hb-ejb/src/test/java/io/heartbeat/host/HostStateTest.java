package io.heartbeat.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HostStateTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final double GRACE = 2;

    private final HostState unknown = HostState.unknown("web", START, 0, 30);

    @Test
    void theFirstHeartbeatBringsAHostUp() {
        HostState up = unknown.next(beat(1_000));

        assertThat(up.status()).isEqualTo(HostStatus.UP);
        assertThat(up.since()).isEqualTo(START.plusMillis(1_000));
        assertThat(up.lastSeen()).isEqualTo(START.plusMillis(1_000));
    }

    @Test
    void silenceMakesLateAfterTheIntervalAndDownAfterIntervalTimesGrace() {
        HostState up = unknown.next(beat(0));

        assertThat(at(up, 30_000).status()).isEqualTo(HostStatus.UP);
        assertThat(at(up, 33_000).status()).isEqualTo(HostStatus.LATE);
        assertThat(at(up, 59_999).status()).isEqualTo(HostStatus.LATE);
        assertThat(at(up, 60_000).status()).isEqualTo(HostStatus.DOWN);
    }

    @Test
    void theHostsOwnIntervalWins() {
        HostState up = unknown.next(new Beat(START, 0, 5, Double.NaN, false, false, null, null, null));

        assertThat(at(up, 10_000).status()).isEqualTo(HostStatus.DOWN);
    }

    @Test
    void silenceOfTheServerItselfCountsForNothing() {
        HostState up = unknown.next(beat(0));

        HostState afterRestart = up.silent(START.plusSeconds(3_600), 3_600_000, 3_600_000, GRACE);
        HostState stillSilent = up.silent(START.plusSeconds(3_660), 3_660_000, 3_600_000, GRACE);

        assertThat(afterRestart.status()).isEqualTo(HostStatus.UP);
        assertThat(stillSilent.status()).isEqualTo(HostStatus.DOWN);
    }

    @Test
    void aShutdownIsDownAtOnceAndSilenceDoesNotRepeatIt() {
        HostState down = unknown.next(new Beat(START, 0, 30, Double.NaN, false, true, null, null, null));

        assertThat(down.status()).isEqualTo(HostStatus.DOWN);
        assertThat(at(down, 999_000)).isSameAs(down);
    }

    @Test
    void aPausedHostStaysPausedWhateverComesOrDoesNot() {
        HostState paused =
                new HostState("web", HostStatus.PAUSED, START, START, 0, 30, Double.NaN, null, null, null, null);

        assertThat(paused.next(beat(5_000)).status()).isEqualTo(HostStatus.PAUSED);
        assertThat(at(paused, 999_000)).isSameAs(paused);
    }

    @Test
    void aHeartbeatKeepsWhatItDoesNotSay() throws Exception {
        InetAddress ipv4 = InetAddress.getByName("192.0.2.7");
        InetAddress ipv6 = InetAddress.getByName("2001:db8::7");
        HostState first = unknown.next(new Beat(START, 0, 30, 1.5, true, false, "hello", "1.0", ipv4));

        HostState second =
                first.next(new Beat(START.plusSeconds(30), 30_000, 30, Double.NaN, false, false, null, null, ipv6));

        assertThat(second.rttMs()).isEqualTo(1.5);
        assertThat(second.message()).isEqualTo("hello");
        assertThat(second.version()).isEqualTo("1.0");
        assertThat(second.ipv4()).isEqualTo(ipv4);
        assertThat(second.ipv6()).isEqualTo(ipv6);
        assertThat(second.since()).isEqualTo(START);
    }

    private static Beat beat(long afterMillis) {
        return new Beat(START.plusMillis(afterMillis), afterMillis, 30, Double.NaN, false, false, null, null, null);
    }

    private static HostState at(HostState state, long steady) {
        return state.silent(START.plusMillis(steady), steady, 0, GRACE);
    }
}
