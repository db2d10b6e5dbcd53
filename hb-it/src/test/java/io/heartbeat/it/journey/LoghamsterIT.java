package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file on its way from {@code bin/hbc} to {@code bin/hbd}, both of which are killed, and rotated meanwhile. */
class LoghamsterIT {
    private static final String LINE = "a line of some program, to be shipped\n";

    private final Ports ports = Ports.free();
    private final int port = free();

    @TempDir
    Path folder;

    private Path log;
    private Path client;

    @BeforeEach
    void configure() throws IOException {
        log = Files.createDirectory(folder.resolve("in")).resolve("app.log");
        client = Files.writeString(
                folder.resolve("loghamster.toml"),
                """
                mode = "client"
                state = "state.json"
                max_wait = "100ms"
                [target]
                hostname = "127.0.0.1"
                port = %d
                [[input]]
                name = "web1"
                path = "in/app.log"
                """
                        .formatted(port));
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Hbd server() {
        return Hbd.ready(
                folder, ports, "loghamster:", "  server: {listen: \"127.0.0.1:" + port + "\", basedirectory: out}");
    }

    private Program agent() {
        return new Program(folder, "hbc", List.of(Program.inCheckout("bin/hbc"), "-c", client.toString()));
    }

    private void write(int lines) throws IOException {
        Files.writeString(log, LINE.repeat(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path output() {
        String name = log.toAbsolutePath().toString().substring(1).replace('/', '_');
        return folder.resolve("out/web1").resolve(name + ".out.log");
    }

    private void awaitStored(int lines) {
        await().atMost(Program.PATIENCE)
                .ignoreExceptions()
                .until(() -> Files.size(output()) >= (long) lines * LINE.length());
    }

    @Test
    void nothingIsLostOrDoubledWhenBothAreKilled() throws IOException {
        try (Hbd hbd = server()) {
            try (Program hbc = agent()) {
                write(1_000);
                awaitStored(1_000);
                write(1_000);
                hbc.kill();
            }
            Files.move(log, folder.resolve("in/app.log.1"));
            write(1_000);
            assertThat(hbd.get("/metrics").body()).contains("loghamster_bytes_received_total");
            hbd.kill();
        }
        try (Hbd hbd = server();
                Program hbc = agent()) {
            awaitStored(3_000);
            write(1_000);
            awaitStored(4_000);
            assertThat(Files.readString(output())).isEqualTo(LINE.repeat(4_000));
            assertThat(hbc.output()).doesNotContain("Exception");
            assertThat(hbd.output()).doesNotContain("Exception");
        }
    }
}
