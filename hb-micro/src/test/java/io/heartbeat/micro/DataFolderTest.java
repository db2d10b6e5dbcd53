package io.heartbeat.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void belongsToOneServerAtATime() throws IOException {
        Path data = folder.resolve("not/there/yet");
        try (DataFolder first = DataFolder.take(data)) {
            assertThat(first.path()).isEqualTo(data).isDirectory();
            assertThatThrownBy(() -> DataFolder.take(data))
                    .isInstanceOf(Failure.class)
                    .hasMessage("data_dir: " + data
                            + " is in use by another hbd: stop that one, or choose another data_dir");
        }
        try (DataFolder next = DataFolder.take(data)) {
            assertThat(next.path()).isEqualTo(data);
        }
    }

    @Test
    void oneThatCannotBeWrittenIsSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> DataFolder.take(file.resolve("data")))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("data_dir: " + file.resolve("data") + " cannot be written (")
                .hasMessageEndingWith("make it writable for this user, or choose another data_dir");
    }
}
