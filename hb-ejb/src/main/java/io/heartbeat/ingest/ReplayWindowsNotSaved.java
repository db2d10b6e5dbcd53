package io.heartbeat.ingest;

import io.heartbeat.telemetry.Occurrence;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The memory of seen frames could not be read from, or written to, its file.
 *
 * @param file where it lies
 * @param cause what the file system said
 */
record ReplayWindowsNotSaved(Path file, IOException cause) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_replay_windows_failures_total";
    }

    @Override
    public String help() {
        return "Failed writes of the memory of seen signed frames.";
    }

    @Override
    public String line() {
        return file + ": the memory of seen signed frames is not safe on disk (" + cause.getMessage()
                + "); after a crash a frame could be replayed within 90 s. Free space or make it writable";
    }
}
