package io.heartbeat.pump.sender.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Metrics;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSenderTest {
    @TempDir
    Path directory;

    private Sender open(String keys) throws Exception {
        return SenderContract.plan(
                        new FileSenderFactory(), "file_output: " + directory.resolve("out.json") + "\n" + keys)
                .open(new SenderContext("r", "s", directory, TimeSource.SYSTEM, Runnable::run, Metrics.NONE));
    }

    private static Batch batch(String... entries) {
        Batch batch = new Batch();
        for (String entry : entries) {
            byte[] json = entry.getBytes(StandardCharsets.UTF_8);
            batch.add(json, 0, json.length, "c" + batch.size(), 0);
        }
        return batch;
    }

    @Test
    void oneObjectALineAndAllAcknowledged() throws Exception {
        try (Sender sender = open("")) {
            Batch batch = batch("{\"a\":1}", "{\"b\":2}");
            sender.send(batch);
            sender.send(batch("{\"c\":3}"));
            assertThat(batch.pending()).isZero();
        }
        assertThat(directory.resolve("out.json")).hasContent("{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n");
    }

    @Test
    void onlyPendingItemsAreWritten() throws Exception {
        Batch batch = batch("{\"a\":1}", "{\"b\":2}", "{\"c\":3}", "{\"d\":4}");
        batch.acknowledge(1);
        batch.poison(0, "no");
        try (Sender sender = open("")) {
            sender.send(batch);
        }
        assertThat(directory.resolve("out.json")).hasContent("{\"c\":3}\n{\"d\":4}\n");
    }

    @Test
    void rotatesBySizeAndKeepsWhatItMay() throws Exception {
        try (Sender sender = open("file_max_size: 20\nfile_max_backups: 2\nfile_compress: true")) {
            for (int i = 0; i < 5; i++) {
                sender.send(batch("{\"number\":1" + i + "}"));
            }
        }
        assertThat(directory.resolve("out.json")).hasContent("{\"number\":14}\n");
        try (var files = Files.list(directory)) {
            List<String> backups = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("out.json"))
                    .toList();
            assertThat(backups).hasSize(2).allMatch(name -> name.endsWith(".gz"));
        }
    }

    @Test
    void tornLineOfACrashIsCutAndWrittenAnew() throws Exception {
        Files.writeString(directory.resolve("out.json"), "{\"a\":1}\n{\"b\":");
        try (Sender sender = open("")) {
            sender.send(batch("{\"b\":2}"));
        }
        assertThat(directory.resolve("out.json")).hasContent("{\"a\":1}\n{\"b\":2}\n");
    }

    @Test
    void diskThatFailsAcknowledgesNothing() throws Exception {
        Files.createDirectory(directory.resolve("out.json"));
        try (Sender sender = open("")) {
            Batch batch = batch("{\"a\":1}");
            assertThatThrownBy(() -> sender.send(batch))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("out.json");
            assertThat(batch.pending()).isOne();
            assertThat(sender.survivesFailure()).isTrue();
        }
    }
}
