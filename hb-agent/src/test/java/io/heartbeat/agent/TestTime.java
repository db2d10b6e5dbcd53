package io.heartbeat.agent;

import io.heartbeat.clock.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Clocks that stand still until a test moves them. */
public final class TestTime implements TimeSource {
    /** Where the wall clock begins. */
    public static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final AtomicLong millis = new AtomicLong();

    @Override
    public Instant wall() {
        return START.plusMillis(millis.get());
    }

    @Override
    public long steadyMillis() {
        return 5_000_000 + millis.get();
    }

    /** Time passes. */
    public void pass(Duration time) {
        millis.addAndGet(time.toMillis());
    }
}
