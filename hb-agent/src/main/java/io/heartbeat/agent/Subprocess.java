package io.heartbeat.agent;

import io.heartbeat.clock.TimeSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs programs: no shell, nothing on standard input, {@code LC_ALL=C}, output bounded, time bounded. A program that takes
 * too long ends with all that it has started (see {@link ProcessTree}). Thread-safe.
 */
public final class Subprocess {
    private static final AtomicLong RUNS = new AtomicLong();
    private static final long LONGEST_NAP_MILLIS = 20;
    /** A process that waits for a dead device ends only when the device answers: it is left to that. */
    private static final long LONGEST_END_MILLIS = 1000;

    private static final int UNENDING = -1;

    private final TimeSource time;
    private final int maxOutput;

    /** @param maxOutput bytes kept of standard output, and as many of standard error; what is beyond is read and forgotten */
    public Subprocess(TimeSource time, int maxOutput) {
        this.time = time;
        this.maxOutput = maxOutput;
    }

    /**
     * What became of a program.
     *
     * @param exitCode 0 to 255; 128 and the signal's number when one ended it; -1 when it could not be ended
     * @param output standard output, what is not UTF-8 replaced
     * @param errors standard error
     * @param cut whether there was more output than is kept
     * @param timedOut whether it was ended because it took too long
     * @param millis how long it ran
     */
    public record Outcome(int exitCode, String output, String errors, boolean cut, boolean timedOut, long millis) {}

    /**
     * Runs a program and waits for its end. An interrupt ends the program too.
     *
     * @param command program and arguments
     * @param environment variables besides the agent's own
     * @throws IOException when it cannot be started
     */
    public Outcome run(List<String> command, Map<String, String> environment, Duration timeout)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        return run(builder, timeout);
    }

    /**
     * As {@link #run(List, Map, Duration)}, in an environment that has nothing of the agent's own but where its home is: what
     * stands there may be secret.
     */
    public Outcome runAlone(List<String> command, Duration timeout) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        String home = builder.environment().get("HOME");
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        if (home != null) {
            builder.environment().put("HOME", home);
        }
        return run(builder, timeout);
    }

    private Outcome run(ProcessBuilder builder, Duration timeout) throws IOException, InterruptedException {
        ProcessTree.Mark mark = new ProcessTree.Mark(ProcessHandle.current().pid() + "-" + RUNS.incrementAndGet());
        mark.putInto(builder.environment());
        long start = time.steadyMillis();
        Process process = builder.start();
        Bounded output = new Bounded(process.getInputStream());
        Bounded errors = new Bounded(process.getErrorStream());
        // At the end of a process Java reads all that is left in its pipes, without a bound, under these locks; who
        // holds
        // them until the pipes are closed does the reading alone.
        synchronized (output.pipe) {
            synchronized (errors.pipe) {
                try {
                    process.getOutputStream().close();
                    boolean ended = follow(process, output, errors, start + timeout.toMillis());
                    if (!ended) {
                        ProcessTree.end(process.toHandle(), mark);
                        process.waitFor(LONGEST_END_MILLIS, TimeUnit.MILLISECONDS);
                    }
                    int exitCode = process.isAlive() ? UNENDING : process.exitValue();
                    boolean cut = output.cut || errors.cut;
                    long millis = time.steadyMillis() - start;
                    return new Outcome(exitCode, output.text(), errors.text(), cut, !ended, millis);
                } finally {
                    if (process.isAlive()) {
                        ProcessTree.end(process.toHandle(), mark);
                    }
                    output.pipe.close();
                    errors.pipe.close();
                }
            }
        }
    }

    /** Answers whether it ended before the deadline. What a descendant would write after its end is not waited for. */
    private boolean follow(Process process, Bounded output, Bounded errors, long deadline)
            throws IOException, InterruptedException {
        long nap = 1;
        while (true) {
            boolean ended = !process.isAlive();
            boolean news = output.take() | errors.take();
            if (ended) {
                return true;
            }
            long left = deadline - time.steadyMillis();
            if (left <= 0) {
                return false;
            }
            nap = news ? 1 : Math.min(2 * nap, Math.min(LONGEST_NAP_MILLIS, left));
            process.waitFor(nap, TimeUnit.MILLISECONDS);
        }
    }

    /** One pipe, read without waiting. */
    private final class Bounded {
        private static final int CHUNK = 8192;
        /** Two pipes' worth: what a process can have left when it ends; a flood must not hold up the look at the clock. */
        private static final int CHUNKS_PER_TURN = 16;

        private final InputStream pipe;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private boolean cut;

        Bounded(InputStream pipe) {
            this.pipe = pipe;
        }

        boolean take() throws IOException {
            byte[] chunk = new byte[CHUNK];
            boolean news = false;
            for (int i = 0; i < CHUNKS_PER_TURN && pipe.available() > 0; i++) {
                int count = pipe.read(chunk, 0, Math.min(CHUNK, pipe.available()));
                if (count <= 0) {
                    return news;
                }
                news = true;
                int room = Math.min(count, maxOutput - kept.size());
                kept.write(chunk, 0, room);
                cut |= room < count;
            }
            return news;
        }

        String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
