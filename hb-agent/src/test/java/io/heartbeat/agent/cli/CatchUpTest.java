package io.heartbeat.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.agent.TestTime;
import io.heartbeat.pump.checkpoint.SenderStatus;
import io.heartbeat.pump.pipeline.LaneStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private final TestTime time = new TestTime();
    private final StringWriter out = new StringWriter();
    private final CatchUp progress = new CatchUp(time, new PrintWriter(out, true));

    /** What a second later is shown of one sender. */
    private String shown(long sent, Duration behind, boolean caughtUp) {
        out.getBuffer().setLength(0);
        time.pass(Duration.ofSeconds(1));
        long readUpTo = ChronoUnit.MICROS.between(Instant.EPOCH, time.wall().minus(behind));
        progress.show(List.of(new LaneStatus("r", "s", SenderStatus.CONNECTED, sent, 10, readUpTo, caughtUp)));
        return out.toString();
    }

    @Test
    void saysHowFastHowFarBehindAndHowMuchLongerUntilItHasCaughtUp() {
        assertThat(shown(1_000, Duration.ofHours(50), false)).isEmpty();
        assertThat(shown(181_000, Duration.ofHours(49), false))
                .isEqualTo("\r\u001b[Khbc: 181000 entries sent, 180000/s, 2 d 1 h behind, 49 s left");
        assertThat(shown(191_000, Duration.ofMinutes(90), false))
                .isEqualTo("\r\u001b[Khbc: 191000 entries sent, 10000/s, 1 h 30 min behind, 0 s left");
        assertThat(shown(191_000, Duration.ofMinutes(95), false))
                .isEqualTo("\r\u001b[Khbc: 191000 entries sent, 0/s, 1 h 35 min behind");
        assertThat(shown(191_500, Duration.ZERO, true)).isEqualTo("\r\u001b[Khbc: caught up, 191500 entries sent\n");
        assertThat(shown(191_501, Duration.ZERO, true)).isEmpty();
    }

    @Test
    void saysWhichSenderHasNoWayToItsDestination() {
        for (int i = 0; i < 2; i++) {
            time.pass(Duration.ofSeconds(1));
            progress.show(List.of(
                    new LaneStatus("r", "well", SenderStatus.CONNECTED, 5, 0, 0, true),
                    new LaneStatus("r", "dead", SenderStatus.DISCONNECTED, 0, 7, 0, false)));
        }
        assertThat(out.toString()).endsWith("hbc: 5 entries sent, 0/s, 0 s behind; not connected: r/dead");
    }
}
