package io.heartbeat.agent.upgrade;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A new version on trial: a process of its own, with the arguments of this one, that has to show a heartbeat which its server
 * has answered. It shows it by a file, in which it says its version.
 */
public final class Trial {
    /** Names the file, in the environment of the process on trial. */
    public static final String PROOF = "HBC_TRIAL";

    private static final long LOOK_MILLIS = 100;

    private final Process process;
    private final Path proof;

    private Trial(Process process, Path proof) {
        this.process = process;
        this.proof = proof;
    }

    /**
     * Starts it.
     *
     * @param version folder of the new version
     * @param arguments those of this process
     * @param proof file that is not there
     */
    public static Trial start(Path version, List<String> arguments, Path proof) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(version.resolve("bin/hbc").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        Map<String, String> environment = builder.environment();
        environment.put(PROOF, proof.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.remove("WATCHDOG_PID"); // of this process: the new one answers the watchdog when it is in its place
        return new Trial(builder.start(), proof);
    }

    /**
     * Waits for the proof.
     *
     * @param expected the version that it must say
     * @param meanwhile called again and again
     * @return whether it came in time, and from a process that still runs
     */
    public boolean passes(String expected, Duration patience, TimeSource time, Runnable meanwhile)
            throws InterruptedException, IOException {
        long deadline = time.steadyMillis() + patience.toMillis();
        while (time.steadyMillis() < deadline && process.isAlive()) {
            if (Files.exists(proof)) {
                return Files.readString(proof).strip().equals(expected) && process.isAlive();
            }
            meanwhile.run();
            process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        return false;
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    /** Ends it, with what it has started. */
    public void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shows, on the other side, that this process works; whole or not at all. */
    public static void pass(Path proof, String version) throws IOException {
        Path beside = proof.resolveSibling(proof.getFileName() + ".new");
        Files.writeString(beside, version + "\n");
        Files.move(beside, proof, StandardCopyOption.ATOMIC_MOVE);
    }
}
