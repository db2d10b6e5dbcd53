package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the project and what it printed, both streams in one file. Closing it kills what is left of it. */
class Program implements AutoCloseable {
    /** Longer than the slowest start on a busy machine. */
    static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final Path output;

    Program(Path folder, String name, List<String> command) {
        try {
            output = Files.createTempFile(folder, name, ".out");
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.directory(folder.toFile());
            builder.environment().keySet().removeIf(key -> key.startsWith("HB_") || key.startsWith("HBC_"));
            process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        }
    }

    /** The checkout: what stands in the README is called as it stands there. */
    static String inCheckout(String path) {
        return Path.of(System.getProperty("it.checkout"), path).normalize().toString();
    }

    /** Everything it printed so far; the last character may be half of one. */
    String output() {
        try {
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for this text in its output; fails when it ends before. */
    void awaitOutput(String text) {
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(process.isAlive() || output().contains(text))
                        .as("still running, and not this: %s", output())
                        .isTrue())
                .until(() -> output().contains(text));
    }

    /** Its exit code, when it ends by itself. */
    int exitCode() {
        return exitCodeWithin(PATIENCE);
    }

    /** Sends TERM; its exit code, which it must have within this time. */
    int terminate(Duration limit) {
        process.destroy();
        return exitCodeWithin(limit);
    }

    /** Sends KILL and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    private int exitCodeWithin(Duration limit) {
        try {
            assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
                    .as("ends within %s; it printed: %s", limit, output())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
