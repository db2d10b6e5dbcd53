package io.heartbeat.pump.journald;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs programs of Debian to their end. */
final class Tool {
    record Result(int exit, byte[] out) {}

    private Tool() {}

    static List<String> command(String program, List<String> first, String... more) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(first);
        command.addAll(Arrays.asList(more));
        return command;
    }

    static Result run(List<String> command) throws IOException {
        return run(command, Map.of(), new byte[0]);
    }

    static Result run(List<String> command, Map<String, String> environment, byte[] in) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Thread feeder = new Thread(() -> {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(in);
            } catch (IOException brokenPipe) {
                throw new UncheckedIOException(brokenPipe);
            }
        });
        feeder.start();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        process.getInputStream().transferTo(out);
        try {
            feeder.join();
            return new Result(process.waitFor(), out.toByteArray());
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            throw new IOException(stopped);
        }
    }
}
