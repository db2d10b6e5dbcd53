package io.heartbeat.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sends by the C program blast, compiled once for each run of the bench. */
public final class NativeSender implements Sender {
    private final Path program;
    private final Path directory;
    private final boolean segment;
    private List<Datagram> written;

    private NativeSender(Path program, Path directory, boolean segment) {
        this.program = program;
        this.directory = directory;
        this.segment = segment;
    }

    /**
     * Compiles the program.
     *
     * @param directory where the program and the composed loads may lie
     * @return empty when this machine has no gcc or is no Linux
     */
    public static Optional<NativeSender> compile(Path directory) throws IOException, InterruptedException {
        Path source = directory.resolve("blast.c");
        try (InputStream in = NativeSender.class.getResourceAsStream("/c/blast.c")) {
            Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
        }
        Path program = directory.resolve("blast");
        try {
            Process gcc = new ProcessBuilder("gcc", "-O2", "-o", program.toString(), source.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("gcc.log").toFile())
                    .start();
            boolean done = gcc.waitFor(60, TimeUnit.SECONDS);
            if (!done) {
                gcc.destroyForcibly();
            }
            return done && gcc.exitValue() == 0
                    ? Optional.of(new NativeSender(program, directory, true))
                    : Optional.empty();
        } catch (IOException noGcc) {
            return Optional.empty();
        }
    }

    /** The same program without UDP_SEGMENT. */
    public NativeSender withoutSegments() {
        return new NativeSender(program, directory, false);
    }

    @Override
    public String manner() {
        return segment ? "sendmsg with UDP_SEGMENT" : "sendmmsg";
    }

    @Override
    public SendReport send(Pool pool, int port) throws IOException, InterruptedException {
        Path file = directory.resolve("load.pool");
        if (pool.datagrams() != written) {
            pool.write(file);
            written = pool.datagrams();
        }
        Process process = new ProcessBuilder(command(pool.spec(), port, file))
                .redirectError(Redirect.INHERIT)
                .start();
        try {
            String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (process.waitFor() != 0) {
                throw new IOException("the native sender ended with exit code " + process.exitValue());
            }
            return SendReport.parse(line);
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(LoadSpec spec, int port, Path file) {
        List<String> command = new ArrayList<>(List.of(program.toString(), Integer.toString(port)));
        command.add(Double.toString(spec.rate()));
        command.add(Double.toString(spec.seconds()));
        command.add(Long.toString(spec.count()));
        command.add(Long.toString(spec.first()));
        command.add(Integer.toString(spec.sockets()));
        command.add(segment ? "1" : "0");
        command.add(file.toString());
        return command;
    }
}
