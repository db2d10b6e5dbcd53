package io.heartbeat.clock;

import java.time.Clock;
import java.time.Instant;

/**
 * Two clocks in one hand: the wall clock for what people read, and a steady one for deadlines, which no step of the wall
 * clock can move. Implementations are thread-safe.
 */
public interface TimeSource {
    /** The machine's clocks. */
    TimeSource SYSTEM = new TimeSource() {
        private final Clock wall = Clock.systemUTC();

        @Override
        public Instant wall() {
            return wall.instant();
        }

        @Override
        public long steadyMillis() {
            return steadyNanos() / 1_000_000;
        }

        @Override
        public long steadyNanos() {
            return System.nanoTime();
        }
    };

    /** Wall clock, microseconds at best; it may jump. */
    Instant wall();

    /** Milliseconds since an arbitrary start; it only goes forward, at an even pace. */
    long steadyMillis();

    /** The same clock as {@link #steadyMillis()} in nanoseconds. */
    default long steadyNanos() {
        return steadyMillis() * 1_000_000;
    }
}
