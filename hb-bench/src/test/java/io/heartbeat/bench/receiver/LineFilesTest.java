package io.heartbeat.bench.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFilesTest {
    @TempDir
    private Path directory;

    private LineFiles files;

    @BeforeEach
    void open() {
        files = new LineFiles(directory, "journal");
    }

    private void append(String text) throws IOException {
        Files.writeString(directory.resolve("journal"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void onlyWhatComesAfterTheMarkCounts() throws Exception {
        append("old\nold\n");
        files.mark();
        assertThat(files.lines()).isZero();

        append("new\nhal");
        assertThat(files.lines()).isEqualTo(1);
        append("f\n");
        assertThat(files.lines()).isEqualTo(2);
    }

    @Test
    void aRotationInBetweenLosesNothingAndCountsNothingTwice() throws Exception {
        append("old\n");
        files.mark();
        append("a\n");
        assertThat(files.lines()).isEqualTo(1);
        append("b\n");
        Files.move(directory.resolve("journal"), directory.resolve("journal.20261121-080000"));
        append("c\n");

        assertThat(files.lines()).isEqualTo(3);
        StringBuilder read = new StringBuilder();
        files.read(in -> read.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        assertThat(read.toString().split("\n")).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void discardingLeavesTheFileThatGrows() throws Exception {
        append("a\n");
        Files.move(directory.resolve("journal"), directory.resolve("journal.1"));
        append("b\n");

        files.discardBackups();

        assertThat(directory.resolve("journal")).exists();
        assertThat(directory.resolve("journal.1")).doesNotExist();
    }

    @Test
    void aTruncatedFileStartsAnew() throws Exception {
        append("a\nb\n");
        files.mark();
        files.truncate();
        append("c\n");

        assertThat(files.lines()).isEqualTo(1);
    }

    @Test
    void beforeTheFirstLineThereIsNothing() throws Exception {
        files.mark();

        assertThat(files.lines()).isZero();
    }
}
