package io.heartbeat.bench.journal;

import io.heartbeat.bench.journal.Contender.Lap;
import io.heartbeat.bench.proc.ProcTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Watches a process until it ends: its clock, its processor time, the most memory it held. */
final class Lapped {
    private static final long LOOK_MS = 2;

    private Lapped() {}

    /** Runs a command to its end; what it says on standard output is the builder's business. */
    static Lap run(ProcessBuilder builder) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = builder.start();
        Path proc = Path.of("/proc/" + process.pid());
        double cpu = 0;
        long resident = 0;
        try {
            while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                try {
                    cpu = ProcTexts.cpuSeconds(Files.readString(proc.resolve("stat")));
                    resident = ProcTexts.status(Files.readString(proc.resolve("status")), "VmHWM") * 1024;
                } catch (IOException | UncheckedIOException | IllegalArgumentException justEnded) {
                    // The next turn sees the end.
                }
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException(builder.command().get(0) + " ended with " + process.exitValue());
        }
        return new Lap((System.nanoTime() - begin) / 1e9, cpu, resident);
    }
}
