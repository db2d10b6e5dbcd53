package io.heartbeat.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of 256 KiB that the test mounts: needs root, as the build machine gives it. */
class FullDiskTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private Path file;
    private Journal journal;
    private Traffic traffic;

    @BeforeEach
    void mount() throws Exception {
        run("mount", "-t", "tmpfs", "-o", "size=256k", "none", directory.toString());
        file = directory.resolve("messages.journal");
        journal = new Journal(JournalTest.with(file, 0, 1), TimeSource.SYSTEM, new Telemetry(TimeSource.SYSTEM));
        journal.open(Thread::new);
        traffic = new Traffic(journal);
    }

    @AfterEach
    void unmount() throws Exception {
        journal.close();
        run("umount", directory.toString());
    }

    @Test
    void heartbeatsGoOnAnAlarmIsRaisedAndWritingResumes() throws IOException {
        int sent = 0;
        while (journal.statistics().linesDropped().get("disk") == 0) {
            for (int i = 0; i < 10_000; i++) {
                traffic.send(Traffic.beat(sent++));
            }
        }
        assertThat(journal.writable()).isFalse();
        assertThat(journal.statistics().alarm().reason()).contains("No space left on device");

        run("mount", "-o", "remount,size=64m", directory.toString());
        await().atMost(SOON)
                .until(() -> journal.writable() && journal.statistics().buffersWaiting() == 0);
        traffic.send(Traffic.beat(sent));
        journal.close();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).allMatch(line -> line.startsWith("{\"timestamp\": ") && line.endsWith("}}"));
        assertThat(lines).last().asString().contains("\"seq\":" + sent);
        JournalStatistics end = journal.statistics();
        assertThat(end.linesWritten()).isEqualTo(lines.size());
        assertThat(end.linesWritten() + end.linesDropped().get("disk")).isEqualTo(sent + 1L);
    }

    @Test
    void aReadOnlyDiskIsSurvivedToo() throws IOException {
        traffic.send(Traffic.beat(1));
        await().atMost(SOON).until(() -> journal.statistics().linesWritten() == 1);
        run("mount", "-o", "remount,size=128k", directory.toString());
        Files.write(directory.resolve("ballast"), new byte[100_000]);
        for (int i = 0; i < 5_000; i++) {
            traffic.send(Traffic.beat(i));
        }
        await().atMost(SOON).until(() -> !journal.writable());
        // Busy while the journal tries again just then.
        await().atMost(SOON).until(() -> tried("mount", "-o", "remount,ro", directory.toString())[0].equals("0"));
        await().atMost(SOON).until(() -> journal.statistics().alarm().reason().contains("Read-only file system"));
        run("mount", "-o", "remount,rw,size=64m", directory.toString());
        await().atMost(SOON).until(journal::writable);
        journal.close();
        assertThat(journal.statistics().linesWritten()).isEqualTo(5_001);
        assertThat(Files.readAllLines(file)).hasSize(5_001).allMatch(line -> line.endsWith("}}"));
    }

    private static void run(String... command) {
        String[] result = tried(command);
        assertThat(result[0]).as(result[1]).isEqualTo("0");
    }

    /** Its exit code, and what it said. */
    private static String[] tried(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new String[] {Integer.toString(process.waitFor()), said};
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }
}
