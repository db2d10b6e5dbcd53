package io.heartbeat.web.live;

import io.heartbeat.clock.TimeSource;
import java.time.Instant;

/** A clock in the test's hand. */
public final class FakeTime implements TimeSource {
    private volatile long millis;

    /** Moves both clocks. */
    public void advance(long by) {
        millis += by;
    }

    @Override
    public Instant wall() {
        return Instant.parse("2026-11-21T09:00:00Z").plusMillis(millis);
    }

    @Override
    public long steadyMillis() {
        return -5_000_000 + millis;
    }
}
