package io.heartbeat.bench.torture;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/** The machine's clocks, the wall clock moved by the seconds that stand in a file; none while there is no file. Thread-safe. */
public final class SteppedClock implements TimeSource {
    private static final long LOOK_MILLIS = 100;

    private final Path file;
    private volatile long lookedAt = -LOOK_MILLIS;
    private volatile long seconds;

    public SteppedClock(Path file) {
        this.file = file;
    }

    /** Moves the clock of all processes that look at the file. */
    public static void step(Path file, long seconds) throws IOException {
        Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), Long.toString(seconds));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public Instant wall() {
        long now = steadyMillis();
        if (now - lookedAt >= LOOK_MILLIS || lookedAt < 0) {
            lookedAt = now;
            look();
        }
        return SYSTEM.wall().plusSeconds(seconds);
    }

    private void look() {
        try {
            seconds = Files.exists(file) ? Long.parseLong(Files.readString(file)) : 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public long steadyMillis() {
        return SYSTEM.steadyMillis();
    }

    @Override
    public long steadyNanos() {
        return SYSTEM.steadyNanos();
    }
}
