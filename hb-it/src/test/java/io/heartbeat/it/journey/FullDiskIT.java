package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal on a full disk: heartbeats go on, readiness says what is wrong, and writing resumes when there is room. */
class FullDiskIT {
    private static final String HOST = "squeezed.example.org";
    private static final String BEAT = "{\"ID\":\"HTB\",\"name\":\"" + HOST + "\",\"interval\":60,\"seq\":%d}";

    private final Ports ports = Ports.free();

    @TempDir
    Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws IOException {
        disk = Files.createDirectory(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString());
    }

    @AfterEach
    void unmount() {
        run("umount", "-l", disk.toString());
    }

    @Test
    void heartbeatsGoOnAndWritingResumes() throws IOException {
        try (Hbd hbd = Hbd.ready(folder, ports, "journal_dir: disk")) {
            Path ballast = fill();
            await().atMost(Program.PATIENCE).until(() -> {
                hbd.send(BEAT.formatted(1));
                return hbd.get("/health/ready").statusCode() == 503;
            });
            hbd.send(BEAT.formatted(2));
            hbd.awaitState(HOST, "up");
            Files.delete(ballast);
            await().atMost(Program.PATIENCE).until(() -> {
                hbd.send(BEAT.formatted(3));
                return hbd.get("/health/ready").statusCode() == 200;
            });
            await().atMost(Program.PATIENCE).until(() -> {
                hbd.send(BEAT.formatted(4));
                return Files.readString(disk.resolve("messages.journal")).contains("\"seq\":4");
            });
        }
    }

    private Path fill() throws IOException {
        Path ballast = disk.resolve("ballast");
        byte[] page = new byte[4096];
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        return ballast;
    }

    /** As root; elsewhere the failure names what it needs. */
    private void run(String... command) {
        try (Program program = new Program(folder, command[0], List.of(command))) {
            assertThat(program.exitCode())
                    .as("%s needs root: %s", String.join(" ", command), program.output())
                    .isZero();
        }
    }
}
