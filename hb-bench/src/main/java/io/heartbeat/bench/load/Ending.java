package io.heartbeat.bench.load;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What must be done when a run ends: on {@link #close}, or, when the run is interrupted, while the JVM shuts down. Done once.
 * Thread-safe.
 */
public final class Ending implements AutoCloseable {
    private final Runnable action;
    private final AtomicBoolean done = new AtomicBoolean();
    private final Thread hook = new Thread(this::end, "ending");

    public Ending(Runnable action) {
        this.action = action;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end() {
        if (done.compareAndSet(false, true)) {
            action.run();
        }
    }

    @Override
    public void close() {
        end();
    }
}
