package io.heartbeat.loghog;

import static io.heartbeat.loghog.Running.SOON;
import static io.heartbeat.loghog.Running.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk of 512 KiB that the test mounts: needs root, as the build machine gives it. */
class WaitingForTheDiskTest {
    private static final String BODY = "x".repeat(1_000);

    @TempDir
    Path directory;

    private Path disk;
    private Running running;

    @BeforeEach
    void mount() throws IOException {
        disk = Files.createDirectories(directory.resolve("logs"));
        Authority.run("mount", "-t", "tmpfs", "-o", "size=512k", "none", disk.toString());
        running = new Running(directory, TimeSource.SYSTEM, "facilities: {shop: {rotate: daily, backup_count: 3}}\n");
    }

    @AfterEach
    void unmount() {
        running.close();
        Authority.run("umount", disk.toString());
    }

    /** A stream waits while the disk is full, and loses nothing when there is room again. */
    @Test
    void aStreamIsMadeToWaitAndNothingIsLost() throws Exception {
        int count = 20_000;
        Thread sender = new Thread(() -> send(count));
        sender.start();
        running.counted("hbd_log_files_failing", "", 1);
        await().during(java.time.Duration.ofMillis(500)).atMost(SOON).until(sender::isAlive);
        Authority.run("mount", "-o", "remount,size=64m", disk.toString());
        sender.join(SOON.toMillis());
        List<String> said = running.said("shop/root.log", count);
        assertThat(said).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(said.get(i))
                    .startsWith("a - " + i + " x")
                    .hasSize(BODY.length() + 5 + String.valueOf(i).length());
        }
        assertThat(running.count("hbd_loghog_dropped_total", "reason=disk")).isZero();
    }

    /** Datagrams cannot wait: what is lost is counted, and what is written is whole. */
    @Test
    void lostDatagramsAreCounted() throws Exception {
        int sent = 0;
        while (running.count("hbd_loghog_dropped_total", "reason=disk") == 0) {
            running.datagram(frame("a", sent++ + " " + BODY));
        }
        int all = sent;
        await().atMost(SOON).until(() -> taken() == all);
        Authority.run("mount", "-o", "remount,size=64m", disk.toString());
        running.counted("hbd_log_files_failing", "", 0);
        int written =
                all - (int) running.count("hbd_loghog_dropped_total", "reason=disk") - (int) running.droppedByKernel();
        assertThat(running.said("shop/root.log", written)).hasSize(written).allMatch(line -> line.endsWith(" " + BODY));
    }

    private int taken() {
        return (int) (running.count("hbd_loghog_messages_total", "")
                + running.count("hbd_loghog_dropped_total", "reason=disk")
                + running.droppedByKernel());
    }

    private void send(int count) {
        try (Socket socket = running.connect()) {
            for (int i = 0; i < count; i++) {
                socket.getOutputStream().write(frame("a", i + " " + BODY));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
