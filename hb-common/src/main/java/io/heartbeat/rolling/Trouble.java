package io.heartbeat.rolling;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/** The failing disk of one file: its alarm, and when to try again. Written by one thread, read by all. */
final class Trouble {
    private static final Logger LOG = System.getLogger(RollingFile.class.getName());
    private static final long FIRST_RETRY_MS = 100;
    private static final long LAST_RETRY_MS = 5_000;

    private final Path file;
    private volatile Alarm alarm;
    private volatile long raised;
    private long pause;
    private long retryAt;

    Trouble(Path file) {
        this.file = file;
    }

    Alarm alarm() {
        return alarm;
    }

    /** How often an alarm began. */
    long raised() {
        return raised;
    }

    /** Whether it is time to try (again). */
    boolean due(long steadyMillis) {
        return alarm == null || steadyMillis >= retryAt;
    }

    void raise(Exception failure, Instant now, long steadyMillis) {
        String reason = reason(failure);
        if (alarm == null) {
            pause = FIRST_RETRY_MS;
            raised = raised + 1;
            alarm = new Alarm(reason, now);
            LOG.log(Level.ERROR, "Cannot write, will go on trying: {0}", reason);
        } else {
            pause = Math.min(LAST_RETRY_MS, pause * 2);
            alarm = new Alarm(reason, alarm.since());
        }
        retryAt = steadyMillis + pause;
    }

    void clear() {
        if (alarm != null) {
            LOG.log(Level.WARNING, "Writing again: {0} (since {1}: {2})", file, alarm.since(), alarm.reason());
            alarm = null;
        }
    }

    private String reason(Exception failure) {
        if (failure instanceof FileSystemException system) {
            return system.getFile() + ": " + (system.getReason() == null ? words(system) : system.getReason());
        }
        String said = failure instanceof IOException ? failure.getMessage() : null;
        return said == null ? file + ": " + failure : said.startsWith("/") ? said : file + ": " + said;
    }

    /** {@code AccessDeniedException} is all that some failures say: {@code access denied}. */
    private static String words(FileSystemException failure) {
        return failure.getClass()
                .getSimpleName()
                .replace("Exception", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
