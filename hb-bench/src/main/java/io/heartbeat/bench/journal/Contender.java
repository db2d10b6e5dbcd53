package io.heartbeat.bench.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Somebody who works through a whole journal. */
public interface Contender {
    /** As the table calls it. */
    String name();

    /**
     * Works through the journal once, from its head to its end.
     *
     * @param journal a directory with journal files that nobody writes
     * @param entries how many there are; fewer or more is a failure
     */
    Lap lap(Path journal, long entries) throws IOException, InterruptedException;

    /**
     * What it took.
     *
     * @param seconds by the clock
     * @param cpuSeconds user and system, of the process
     * @param residentBytes the most that it held
     */
    record Lap(double seconds, double cpuSeconds, long residentBytes) {}
}
