package io.heartbeat.access;

import io.heartbeat.clock.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A clock that a test moves. */
final class Watch implements TimeSource {
    private Instant wall = Instant.parse("2026-11-21T12:00:00Z");
    private long steady;

    void pass(Duration time) {
        wall = wall.plus(time);
        steady += time.toMillis();
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
