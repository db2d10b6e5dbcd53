package io.heartbeat.pump.pipeline;

import java.time.Duration;

/** How a thread rests after a failure. Injected, so that tests let an hour pass at once. */
@FunctionalInterface
public interface Pause {
    /** Really rests; an interrupt ends it. */
    Pause SLEEP = time -> Thread.sleep(Math.max(1, time.toMillis()));

    /** Rests so long. */
    void rest(Duration time) throws InterruptedException;
}
