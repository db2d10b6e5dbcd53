package io.heartbeat.bench.loghog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The C program that sends, compiled once for a run. */
final class LogBlast {
    private final Path folder;
    private final Path program;

    LogBlast(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        program = folder.resolve("logblast");
        Path source = folder.resolve("logblast.c");
        try (InputStream in = LogBlast.class.getResourceAsStream("/c/logblast.c")) {
            Files.write(source, in.readAllBytes());
        }
        run("gcc", "-O2", "-o", program.toString(), source.toString());
    }

    /** Sends and returns messages a second at the sender. */
    double send(String protocol, int port, long count, double rate, List<byte[]> messages)
            throws IOException, InterruptedException {
        Path file = folder.resolve("messages");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (byte[] message : messages) {
                out.write(ByteBuffer.allocate(4)
                        .order(ByteOrder.nativeOrder())
                        .putInt(message.length)
                        .array());
                out.write(message);
            }
        }
        String[] said = run(
                        program.toString(),
                        protocol,
                        String.valueOf(port),
                        String.valueOf(count),
                        String.valueOf(rate),
                        file.toString())
                .strip()
                .split(" ");
        return Long.parseLong(said[0]) * 1e9 / Long.parseLong(said[1]);
    }

    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }
}
