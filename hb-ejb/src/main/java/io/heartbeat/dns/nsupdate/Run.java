package io.heartbeat.dns.nsupdate;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program: no shell, {@code LC_ALL=C}, output bounded, time bounded. Its output goes to a file, so that no
 * descendant that keeps a pipe open can hold us. Whatever it started and was seen at one of the looks is killed with it,
 * also when its parent has gone before.
 */
final class Run {
    private static final int MOST_OUTPUT = 16 << 10;
    private static final long MOST_ON_DISK = 1 << 20;
    private static final long LOOK_MILLIS = 20;
    private static final long END_MILLIS = 1_000;

    private final TimeSource time;

    Run(TimeSource time) {
        this.time = time;
    }

    /**
     * How it ended.
     *
     * @param exitCode of the program; meaningless when it was killed
     * @param output standard output and error, the first 16 KiB
     * @param killed whether it took too long, or wrote too much
     */
    record Outcome(int exitCode, String output, boolean killed) {}

    /**
     * Runs it and waits for its end.
     *
     * @param input what it reads; shorter than a pipe's buffer, so that writing never waits
     * @throws IOException when it cannot be started
     */
    Outcome run(List<String> command, String input, Duration patience) throws IOException, InterruptedException {
        Path output = Files.createTempFile("hb-dns", ".out");
        Set<ProcessHandle> family = new LinkedHashSet<>();
        try {
            long deadline = time.steadyMillis() + patience.toMillis();
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            family.add(process.toHandle());
            feed(process, input);
            boolean ended = follow(process, family, output, deadline);
            end(process, family);
            return new Outcome(ended ? process.exitValue() : -1, head(output), !ended);
        } finally {
            family.forEach(ProcessHandle::destroyForcibly);
            Files.deleteIfExists(output);
        }
    }

    /** A program that does not read to the end says in another way what it thinks. */
    private static void feed(Process process, String input) {
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.write(input.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException closed) {
            System.getLogger(Run.class.getName())
                    .log(System.Logger.Level.DEBUG, "the program did not read its input", closed);
        }
    }

    private boolean follow(Process process, Set<ProcessHandle> family, Path output, long deadline)
            throws IOException, InterruptedException {
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(family::add);
            if (time.steadyMillis() >= deadline || Files.size(output) > MOST_ON_DISK) {
                return false;
            }
        }
        return true;
    }

    /** Also after a good end: nothing that it started has any business left. */
    private static void end(Process process, Set<ProcessHandle> family) throws InterruptedException {
        for (ProcessHandle one : List.copyOf(family)) {
            one.descendants().forEach(family::add);
        }
        family.forEach(ProcessHandle::destroyForcibly);
        process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static String head(Path output) throws IOException {
        try (InputStream in = Files.newInputStream(output)) {
            return new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
        }
    }
}
