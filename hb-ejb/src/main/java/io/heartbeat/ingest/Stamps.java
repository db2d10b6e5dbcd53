package io.heartbeat.ingest;

import io.heartbeat.clock.TimeSource;
import java.time.Instant;

/** Turns steady stamps of datagrams into wall clock microseconds, looking at the wall clock only now and then. */
final class Stamps {
    private static final long RECALIBRATE_NANOS = 50_000_000;

    private final TimeSource time;
    private long calibratedAt = Long.MIN_VALUE;
    private long offsetMicros;

    Stamps(TimeSource time) {
        this.time = time;
    }

    /**
     * @param stamp steady clock, nanoseconds
     * @return microseconds since 1970-01-01T00:00:00Z
     */
    long epochMicros(long stamp) {
        if (calibratedAt == Long.MIN_VALUE || stamp - calibratedAt > RECALIBRATE_NANOS) {
            Instant wall = time.wall();
            calibratedAt = time.steadyNanos();
            offsetMicros = wall.getEpochSecond() * 1_000_000 + wall.getNano() / 1_000 - calibratedAt / 1_000;
        }
        return stamp / 1_000 + offsetMicros;
    }
}
