package io.heartbeat.bench.loghamster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A program that logs: numbered lines into the followed file, renamed now and then, and everything into a second file that
 * nobody touches, to compare with.
 */
final class Traffic implements AutoCloseable {
    private static final int LINES = 200;
    private static final int ROTATE_EVERY = 150;

    private final Path log;
    private final Path truth;
    private final Thread thread = new Thread(this::write, "traffic");
    private volatile boolean stopping;
    private volatile int rotations;

    Traffic(Path log, Path truth) {
        this.log = log;
        this.truth = truth;
        thread.start();
    }

    private void write() {
        Random random = new Random(50_003);
        long number = 0;
        try (OutputStream all = Files.newOutputStream(truth)) {
            for (int round = 1; !stopping; round++) {
                StringBuilder lines = new StringBuilder();
                for (int i = 0; i < LINES; i++) {
                    lines.append(number++)
                            .append(" x".repeat(random.nextInt(100)))
                            .append('\n');
                }
                byte[] bytes = lines.toString().getBytes(StandardCharsets.US_ASCII);
                Files.write(log, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                all.write(bytes);
                if (round % ROTATE_EVERY == 0) {
                    rotate();
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As logrotate does it, keeping everything. */
    private void rotate() throws IOException {
        for (int i = rotations; i >= 1; i--) {
            Files.move(
                    log.resolveSibling(log.getFileName() + "." + i),
                    log.resolveSibling(log.getFileName() + "." + (i + 1)));
        }
        Files.move(log, log.resolveSibling(log.getFileName() + ".1"));
        rotations++;
    }

    int rotations() {
        return rotations;
    }

    /** Everything that was written. */
    Path truth() {
        return truth;
    }

    void stop() throws InterruptedException {
        stopping = true;
        thread.join();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
