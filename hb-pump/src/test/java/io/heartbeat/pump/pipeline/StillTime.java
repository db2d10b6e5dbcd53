package io.heartbeat.pump.pipeline;

import io.heartbeat.clock.TimeSource;
import java.time.Instant;

/** A clock that stands still, so that nothing is told or tried because time has passed. */
final class StillTime implements TimeSource {
    @Override
    public Instant wall() {
        return Instant.EPOCH;
    }

    @Override
    public long steadyMillis() {
        return 0;
    }
}
