package io.heartbeat.bench.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Programs that are run to their end. */
public final class Shell {
    private Shell() {}

    /**
     * Runs one and answers what it printed.
     *
     * @throws IOException with what it printed, when it failed
     */
    public static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
        return said;
    }

    /** Stops a process where it stands, for so long. */
    public static void freeze(long pid, long seconds) throws IOException, InterruptedException {
        run("kill", "-STOP", Long.toString(pid));
        Thread.sleep(seconds * 1_000);
        run("kill", "-CONT", Long.toString(pid));
    }
}
