package io.heartbeat.agent.loghamster;

import io.heartbeat.clock.TimeSource;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** When to try again after a failure: later and later, by chance, so that a thousand files do not come at once. For one thread. */
final class Retries {
    private static final System.Logger LOG = System.getLogger(Retries.class.getName());
    private static final long FIRST_MILLIS = 500;
    private static final long LAST_MILLIS = 15_000;

    private final Path path;
    private final TimeSource time;
    private long at;
    private long pause = FIRST_MILLIS;
    private String trouble = "";

    /** @param path what the log calls it */
    Retries(Path path, TimeSource time) {
        this.path = path;
        this.time = time;
    }

    /** Milliseconds until the next try. */
    long left() {
        return Math.max(0, at - time.steadyMillis());
    }

    /** It failed; each reason is said once. */
    void failed(String why) {
        if (!why.equals(trouble)) {
            trouble = why;
            LOG.log(Level.WARNING, "{0} waits, tried again by itself: {1}", path, why);
        }
        at = time.steadyMillis() + pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
        pause = Math.min(LAST_MILLIS, pause * 2);
    }

    /** It succeeded. */
    void over() {
        if (!trouble.isEmpty()) {
            LOG.log(Level.INFO, "{0} is shipped again", path);
        }
        trouble = "";
        pause = FIRST_MILLIS;
    }
}
