package io.heartbeat.rolling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of 256 KiB that the test mounts: needs root, as the build machine gives it. */
class FailingDiskTest {
    private static final String LINE = "x".repeat(99) + "\n";

    @TempDir
    Path directory;

    private final ManualTime time = new ManualTime();
    private Path disk;
    private Path path;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=256k", "none", disk.toString());
        path = disk.resolve("logs").resolve("messages.journal");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void aFullDiskRaisesTheAlarmAndWritingResumes() throws IOException {
        byte[] lines = LINE.repeat(3000).getBytes(UTF_8);
        Path ballast = Files.write(disk.resolve("ballast"), new byte[100_000]);
        try (RollingFile file = open()) {
            int taken = file.write(lines, 0, lines.length);
            assertThat(taken).isPositive().isLessThan(lines.length);
            assertThat(taken % LINE.length()).isZero();
            assertThat(file.alarm().orElseThrow().reason()).contains(path.toString(), "No space left on device");
            assertThat(file.size()).isEqualTo(taken).isEqualTo(Files.size(path));

            file.tend();
            time.pass(Duration.ofMillis(99));
            assertThat(file.write(lines, 0, 100)).as("within the backoff").isZero();
            Files.delete(ballast);
            time.pass(Duration.ofMillis(1));
            file.tend();
            assertThat(file.alarm()).as("only a line that is written clears it").isPresent();
            assertThat(file.write(lines, 0, 5000)).isEqualTo(5000);
            assertThat(file.alarm()).isEmpty();
            assertThat(file.alarms()).isEqualTo(1);
        }
        assertThat(Files.readAllLines(path)).allMatch(line -> (line + "\n").equals(LINE));
    }

    @Test
    void theBackoffIsBounded() {
        byte[] lines = LINE.repeat(3000).getBytes(UTF_8);
        try (RollingFile file = open()) {
            int taken = file.write(lines, 0, lines.length);
            for (int i = 0; i < 20; i++) {
                time.pass(Duration.ofSeconds(5));
                taken += file.write(lines, taken, lines.length - taken);
            }
            deleteAll();
            time.pass(Duration.ofSeconds(5));
            assertThat(file.write(lines, 0, 100)).isEqualTo(100);
            assertThat(file.alarm()).isEmpty();
        }
    }

    @Test
    void aReadOnlyDiskRaisesTheAlarmAndWritingResumes() throws Exception {
        byte[] line = LINE.getBytes(UTF_8);
        try (RollingFile file = open()) {
            file.write(line, 0, line.length);
            file.close();
            run("mount", "-o", "remount,ro", disk.toString());
            assertThat(file.write(line, 0, line.length)).isZero();
            assertThat(file.alarm().orElseThrow().reason()).contains("Read-only file system");
            run("mount", "-o", "remount,rw", disk.toString());
            time.pass(Duration.ofSeconds(5));
            file.tend();
            assertThat(file.alarm()).as("the file opens again").isEmpty();
            assertThat(file.write(line, 0, line.length)).isEqualTo(line.length);
        }
        assertThat(path).hasContent(LINE + LINE);
    }

    @Test
    void aDirectoryThatVanishedIsMadeAnew() throws IOException {
        byte[] line = LINE.getBytes(UTF_8);
        try (RollingFile file = open()) {
            file.write(line, 0, line.length);
            deleteAll();
            time.pass(Duration.ofMillis(100));
            assertThat(file.write(line, 0, line.length)).isEqualTo(line.length);
            assertThat(path).hasContent(LINE);
        }
    }

    @Test
    void aFileInTheWayOfTheDirectoryIsAnAlarm() throws IOException {
        byte[] line = LINE.getBytes(UTF_8);
        Path wall = Files.writeString(path.getParent(), "in the way");
        try (RollingFile file = open()) {
            assertThat(file.alarm().orElseThrow().reason()).isEqualTo(path.getParent() + ": file already exists");
            assertThat(file.write(line, 0, line.length)).isZero();
            Files.delete(wall);
            time.pass(Duration.ofSeconds(5));
            assertThat(file.write(line, 0, line.length)).isEqualTo(line.length);
            assertThat(file.alarm()).isEmpty();
        }
    }

    private RollingFile open() {
        return new RollingFile(RollingPolicy.of(path), time, Runnable::run);
    }

    private void deleteAll() {
        try (var files = Files.walk(path.getParent())) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
