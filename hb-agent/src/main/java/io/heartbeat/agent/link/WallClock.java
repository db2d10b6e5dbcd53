package io.heartbeat.agent.link;

import io.heartbeat.clock.TimeSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The wall clock of a time source, in UTC, as {@link Clock} wants it. */
final class WallClock extends Clock {
    private final TimeSource time;

    WallClock(TimeSource time) {
        this.time = time;
    }

    @Override
    public Instant instant() {
        return time.wall();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this; // only instants are asked of it
    }
}
