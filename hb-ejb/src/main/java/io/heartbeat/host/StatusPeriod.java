package io.heartbeat.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A time in which a host had one status.
 *
 * @param status which
 * @param from when it began, or since when it is asked about
 * @param to when it ended, or now
 * @param reason why it began, null when that is not known
 */
public record StatusPeriod(HostStatus status, Instant from, Instant to, String reason) {
    /** Whether the host was alive; late counts as alive, since it came back or becomes down. */
    public boolean up() {
        return status == HostStatus.UP || status == HostStatus.LATE;
    }

    /** Whether it says anything about the host: unknown, paused and in maintenance do not. */
    public boolean counts() {
        return up() || status == HostStatus.DOWN;
    }

    /** How much of it lies in a stretch of time, never negative. */
    public Duration within(Instant begin, Instant end) {
        Instant first = from.isBefore(begin) ? begin : from;
        Instant last = to.isAfter(end) ? end : to;
        return last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
    }

    /**
     * The periods between two moments. What was before the first known change is not told.
     *
     * @param newestFirst changes of the host since {@code from}, and the last one before
     * @param host its present state, which the database may not know yet
     */
    static List<StatusPeriod> of(List<HostTransitioned> newestFirst, HostState host, Instant from, Instant now) {
        List<StatusPeriod> periods = new ArrayList<>();
        HostStatus status = null;
        Instant since = from;
        String reason = null;
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            HostTransitioned change = newestFirst.get(i);
            if (change.to() != status) {
                add(periods, status, since, change.at(), reason);
                status = change.to();
                since = later(since, change.at());
                reason = change.reason();
            }
        }
        if (status != host.status()) {
            add(periods, status, since, host.since(), reason);
            status = host.status();
            since = later(since, host.since());
            reason = null;
        }
        add(periods, status, since, now, reason);
        return periods;
    }

    /** One that has no length is left out, and so is one that a clock set back made negative. */
    private static void add(List<StatusPeriod> periods, HostStatus status, Instant from, Instant to, String reason) {
        if (status != null && to.isAfter(from)) {
            periods.add(new StatusPeriod(status, from, to, reason));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
