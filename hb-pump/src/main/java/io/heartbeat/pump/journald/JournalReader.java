package io.heartbeat.pump.journald;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The door to the journal. */
public final class JournalReader {
    private JournalReader() {}

    /**
     * Opens the files there are; those that come later are found. A journal that does not exist yet is an empty one.
     *
     * @param time for how long waits last, and for ages
     * @return for one thread, to be closed
     * @throws IOException a file that was named cannot be read, or the fallback is needed and cannot be started
     */
    public static JournalEntries open(JournalSource source, JournalStart start, TimeSource time) throws IOException {
        for (Path file : source.files()) {
            if (!Files.isReadable(file)) {
                throw new IOException(file + ": no such journal file, or not readable");
            }
        }
        return new EitherEntries(source, start, time, Machine.here(), Journalctl.ofTheSystem());
    }
}
