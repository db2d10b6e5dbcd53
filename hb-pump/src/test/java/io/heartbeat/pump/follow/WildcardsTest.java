package io.heartbeat.pump.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WildcardsTest {
    @TempDir
    Path directory;

    @Test
    void plainFilesThatFitAreFoundSorted() throws IOException {
        Files.createFile(directory.resolve("b.log"));
        Files.createFile(directory.resolve("a.log"));
        Files.createFile(directory.resolve("a.txt"));
        Files.createDirectory(directory.resolve("c.log"));
        Wildcards some = Wildcards.of(directory.resolve("*.log"));
        assertThat(some.several()).isTrue();
        assertThat(some.files(10)).containsExactly(directory.resolve("a.log"), directory.resolve("b.log"));
        assertThat(some.files(1)).hasSize(1);
    }

    @Test
    void oneNameIsMeantEvenWhileItIsAbsent() throws IOException {
        assertThat(Wildcards.of(directory.resolve("none.log")).files(10))
                .containsExactly(directory.resolve("none.log"));
        assertThat(Wildcards.of(directory.resolve("no/*.log")).files(10)).isEmpty();
    }

    @Test
    void aPathIsMeantWhetherItIsThereOrNot() {
        assertThat(Wildcards.of(directory.resolve("*.log")).means(directory.resolve("a.log")))
                .isTrue();
        assertThat(Wildcards.of(directory.resolve("*.log")).means(directory.resolve("a.log.1")))
                .isFalse();
        assertThat(Wildcards.of(directory.resolve("*.log")).means(directory.resolve("deeper/a.log")))
                .isFalse();
        assertThat(Wildcards.of(directory.resolve("a.log")).means(directory.resolve("a.log")))
                .isTrue();
        assertThat(Wildcards.of(directory.resolve("a.log")).means(directory.resolve("b.log")))
                .isFalse();
    }
}
