package io.heartbeat.agent.link;

import io.heartbeat.protocol.ReplayWindows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock that is behind until it is told to be right. New replay windows refuse what was sealed before their first moment;
 * for a single heartbeat that would refuse the answer of any server whose clock is a little behind. Its answer cannot be a
 * replay: it echoes the time of that very heartbeat.
 */
final class EarlyClock extends Clock {
    private static final Duration BEHIND = ReplayWindows.TOLERANCE;

    private final Clock right;
    private boolean behind = true;

    private EarlyClock(Clock right) {
        this.right = right;
    }

    /** Windows that accept what was sealed within the tolerance before now. */
    static ReplayWindows windows(Clock right) {
        EarlyClock clock = new EarlyClock(right);
        ReplayWindows windows = new ReplayWindows(clock, ReplayMemory.SAVE_INTERVAL);
        clock.behind = false;
        return windows;
    }

    @Override
    public Instant instant() {
        return behind ? right.instant().minus(BEHIND) : right.instant();
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return right.withZone(zone);
    }
}
