package io.heartbeat.rolling;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** One thing done to a closed backup: compress, encrypt, sign. Used by one background thread at a time. */
public interface BackupStep {
    /** The ending of the name of what this step makes: a dot, a lower-case letter, then such letters and digits. Never {@code .part}. */
    String suffix();

    /**
     * Writes the result. The caller gives it its permissions, syncs it and only then its name; a crash in between leaves
     * nothing but a {@code .part} file, which is removed at the next start.
     *
     * @param source the backup as the step before left it
     * @param target where the result goes; closed by the caller
     */
    void apply(Path source, OutputStream target) throws IOException;

    /**
     * Whether a backup needs this step no more.
     *
     * @param endings what stands in its name behind the moment: {@code .gz.enc}, or empty
     */
    default boolean done(String endings) {
        return (endings + ".").contains(suffix() + ".");
    }

    /** Whether the result takes the place of the source, or stands beside it. A backup that has a file beside it is finished. */
    default boolean replaces() {
        return true;
    }
}
