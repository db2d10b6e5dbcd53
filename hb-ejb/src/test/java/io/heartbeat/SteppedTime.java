package io.heartbeat;

import io.heartbeat.clock.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until the test moves it. */
public final class SteppedTime implements TimeSource {
    private volatile Instant wall = Instant.parse("2026-01-02T03:04:05Z");
    private volatile long steady = 1_000_000;
    private volatile Runnable meanwhile;

    @Override
    public Instant wall() {
        Runnable now = meanwhile;
        meanwhile = null;
        if (now != null) {
            now.run();
        }
        return wall;
    }

    /** Has something happen once, in the moment in which somebody asks what time it is. */
    public void whenAsked(Runnable something) {
        meanwhile = something;
    }

    @Override
    public long steadyMillis() {
        return steady;
    }

    /** Time passes, on both clocks. */
    public void pass(Duration length) {
        wall = wall.plus(length);
        steady += length.toMillis();
    }

    /** Somebody sets the wall clock; the steady one does not notice. */
    public void setWall(Instant instant) {
        wall = instant;
    }
}
