package io.heartbeat.rolling;

import io.heartbeat.clock.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A clock that the test owns. */
public final class ManualTime implements TimeSource {
    private Instant wall = Instant.parse("2026-11-21T07:36:05.250Z");
    private long steady = 1_000_000;

    public void pass(Duration time) {
        wall = wall.plus(time);
        steady += time.toMillis();
    }

    public void jump(Instant to) {
        wall = to;
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
