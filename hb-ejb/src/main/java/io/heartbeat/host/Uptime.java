package io.heartbeat.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long a host was up in a stretch of time.
 *
 * @param up how long it was up or late
 * @param down how long it was down
 */
public record Uptime(Duration up, Duration down) {
    /** Of the periods of a host, those parts that lie in the stretch. */
    public static Uptime of(List<StatusPeriod> periods, Instant begin, Instant end) {
        Duration up = Duration.ZERO;
        Duration down = Duration.ZERO;
        for (StatusPeriod period : periods) {
            if (period.up()) {
                up = up.plus(period.within(begin, end));
            } else if (period.counts()) {
                down = down.plus(period.within(begin, end));
            }
        }
        return new Uptime(up, down);
    }

    /** How long it was watched. */
    public Duration observed() {
        return up.plus(down);
    }

    /** From 0 to 1; NaN when it was never watched. */
    public double share() {
        return observed().isZero()
                ? Double.NaN
                : (double) up.toNanos() / observed().toNanos();
    }
}
