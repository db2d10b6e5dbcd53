package io.heartbeat.bench.receiver;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The processes the bench started; {@link #close} ends all that still run. Thread-safe. */
public final class Children implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final Deque<Process> processes = new ArrayDeque<>();

    /** Starts a process that ends with the bench. */
    public Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        synchronized (processes) {
            processes.push(process);
        }
        return process;
    }

    /** Asks a process and what it started to end, waits, and ends it by force if it does not. */
    public void end(Process process) {
        synchronized (processes) {
            processes.remove(process);
        }
        Process given = process;
        // A launcher script may be replaced by the server or wait for it: both are asked.
        try (Stream<ProcessHandle> below = given.descendants()) {
            ProcessHandle[] all =
                    Stream.concat(Stream.of(given.toHandle()), below).toArray(ProcessHandle[]::new);
            for (ProcessHandle handle : all) {
                handle.destroy();
            }
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            for (ProcessHandle handle : all) {
                await(handle, deadline);
            }
        }
    }

    private static void await(ProcessHandle handle, long deadline) {
        try {
            handle.onExit().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            handle.destroyForcibly();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException stubborn) {
            handle.destroyForcibly();
        }
    }

    @Override
    public void close() {
        while (true) {
            Process next;
            synchronized (processes) {
                next = processes.poll();
            }
            if (next == null) {
                return;
            }
            end(next);
        }
    }
}
