package io.heartbeat.pump.sender.elasticsearch;

import io.heartbeat.clock.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Clocks that a test moves. */
final class SteppedTime implements TimeSource {
    private Instant wall;
    private long steady;

    SteppedTime(Instant wall) {
        this.wall = wall;
    }

    void step(Duration time) {
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
