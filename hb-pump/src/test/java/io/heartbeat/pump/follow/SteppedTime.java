package io.heartbeat.pump.follow;

import io.heartbeat.clock.TimeSource;
import java.time.Instant;

/** Both clocks in the test's hand. */
final class SteppedTime implements TimeSource {
    private long millis = 1_000_000;

    void forward(long more) {
        millis += more;
    }

    @Override
    public Instant wall() {
        return Instant.ofEpochMilli(1_800_000_000_000L + millis);
    }

    @Override
    public long steadyMillis() {
        return millis;
    }
}
