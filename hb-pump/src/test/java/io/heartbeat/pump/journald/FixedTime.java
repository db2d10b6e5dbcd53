package io.heartbeat.pump.journald;

import io.heartbeat.clock.TimeSource;
import java.time.Instant;

/** A clock that a test moves; waits do not end by it. */
final class FixedTime implements TimeSource {
    private Instant wall;
    private long steady;

    FixedTime(Instant wall) {
        this.wall = wall;
    }

    void pass(long millis) {
        wall = wall.plusMillis(millis);
        steady += millis;
    }

    @Override
    public Instant wall() {
        return wall;
    }

    @Override
    public long steadyMillis() {
        return steady;
    }
}
