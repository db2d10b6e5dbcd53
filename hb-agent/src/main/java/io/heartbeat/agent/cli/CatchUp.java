package io.heartbeat.agent.cli;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.checkpoint.SenderStatus;
import io.heartbeat.pump.pipeline.LaneStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * One line on a terminal while the pump catches up: how many entries a second, how far behind, how much longer. For one
 * thread.
 */
final class CatchUp {
    /** Empties the line that is drawn. */
    static final String CLEAR = "\r\u001b[K";

    private final TimeSource time;
    private final PrintWriter out;
    private long sent = -1;
    private long lag;
    private long at;
    private boolean shown;

    CatchUp(TimeSource time, PrintWriter out) {
        this.time = time;
        this.out = out;
    }

    /** Shows how things are; call about once a second. */
    void show(List<LaneStatus> lanes) {
        long now = time.steadyMillis();
        long total = lanes.stream().mapToLong(LaneStatus::sent).sum();
        long behind = lanes.stream().mapToLong(this::lagMicros).max().orElse(0);
        if (lanes.stream().allMatch(LaneStatus::caughtUp)) {
            if (shown) {
                out.print(CLEAR + "hbc: caught up, " + total + " entries sent\n");
                out.flush();
            }
            shown = false;
        } else if (sent >= 0 && now > at) {
            out.print(CLEAR + line(total, behind, now - at) + stuck(lanes));
            out.flush();
            shown = true;
        }
        sent = total;
        lag = behind;
        at = now;
    }

    private String line(long total, long behind, long millis) {
        double perSecond = (total - sent) * 1000.0 / millis;
        long gained = lag - behind;
        String left = gained <= 0
                ? ""
                : ", " + words(Duration.ofMillis(Math.round((double) behind / gained * millis))) + " left";
        String late = words(Duration.of(behind, ChronoUnit.MICROS));
        return String.format(Locale.ROOT, "hbc: %d entries sent, %.0f/s, %s behind%s", total, perSecond, late, left);
    }

    /** Whom to look at when it never ends. */
    private static String stuck(List<LaneStatus> lanes) {
        return lanes.stream()
                .filter(lane -> lane.status() != SenderStatus.CONNECTED)
                .map(lane -> lane.reader() + "/" + lane.sender())
                .reduce((one, other) -> one + ", " + other)
                .map(names -> "; not connected: " + names)
                .orElse("");
    }

    private long lagMicros(LaneStatus lane) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, time.wall());
        return lane.readUpTo() == 0 ? 0 : Math.max(0, now - lane.readUpTo());
    }

    private static String words(Duration time) {
        if (time.toHours() >= 24) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        return time.toHours() > 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutes() > 0
                        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                        : time.toSeconds() + " s";
    }
}
