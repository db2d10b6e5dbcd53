package io.heartbeat.pump.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;

class FollowedFileTest extends Following {
    @Test
    void growthIsRead() throws IOException {
        drain();
        write(log, "one\n");
        drain();
        write(log, "two\n");
        drain();
        assertRead("one\ntwo\n");
    }

    @Test
    void afterRenamingTheOldFileIsReadToItsEndFirst() throws IOException {
        write(log, "one\n");
        drain();
        write(log, "two\n");
        Files.move(log, rotated(1));
        write(log, "three\n");
        write(rotated(1), "late\n");
        drain();
        assertRead("one\ntwo\nlate\nthree\n");
        assertThat(ids).hasSize(2);
    }

    @Test
    void aWriterThatStillHasTheOldFileIsHeard() throws IOException {
        write(log, "one\n");
        drain();
        Files.move(log, rotated(1));
        write(log, "two\n");
        drain();
        time.forward(30_000);
        write(rotated(1), "late\n");
        drain();
        assertRead("one\ntwo\nlate\n");
    }

    @Test
    void whatWasNotReadBeforeTruncationIsReadFromTheCopy() throws IOException {
        write(log, "one\n");
        drain();
        write(log, "two\n");
        file.look();
        Files.copy(log, rotated(1));
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        write(log, "three\n");
        drain();
        assertRead("one\ntwo\nthree\n");
        assertThat(lost).isEmpty();
    }

    @Test
    void truncationIsSeenAlsoWhenTheFileGrewBeyondItsOldSize() throws IOException {
        write(log, "header\none\n");
        drain();
        Files.copy(log, rotated(1));
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        write(log, "header\nsomething longer than before\n");
        drain();
        assertRead("header\none\nheader\nsomething longer than before\n");
        assertThat(ids).hasSize(2);
    }

    @Test
    void withoutACopyTheLossIsSaid() throws IOException {
        write(log, "one\n");
        drain();
        write(log, "two\n");
        file.look();
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        write(log, "3\n");
        drain();
        assertRead("one\n3\n");
        assertThat(lost).containsExactly("4: truncated, and there is no copy beside it");
    }

    @Test
    void aDeletedFileIsReadToItsEndAndItsSuccessorFromTheBeginning() throws IOException {
        write(log, "one\n");
        drain();
        write(log, "two\n");
        Files.delete(log);
        drain();
        write(log, "three\n");
        drain();
        assertRead("one\ntwo\nthree\n");
    }

    @Test
    void aRestartReadsNothingTwice() throws IOException {
        write(log, "one\n");
        drain();
        restart();
        write(log, "two\n");
        drain();
        assertRead("one\ntwo\n");
        assertThat(ids).hasSize(1);
    }

    @Test
    void rotationsWhileNobodyLookedAreReadInOrder() throws IOException {
        write(log, "one\n");
        drain();
        restart();
        write(log, "two\n");
        Files.move(log, rotated(1));
        write(log, "three\n");
        Files.move(rotated(1), rotated(2));
        Files.move(log, rotated(1));
        write(log, "four\n");
        Files.setLastModifiedTime(rotated(2), FileTime.fromMillis(1_000));
        Files.setLastModifiedTime(rotated(1), FileTime.fromMillis(System.currentTimeMillis() + 5_000));
        drain();
        assertRead("one\ntwo\nthree\nfour\n");
        assertThat(ids).hasSize(3);
    }

    /** Between the renaming and the next line there is no file of the name. */
    @Test
    void generationsAreFoundAlsoWhileTheNameIsFree() throws IOException {
        write(log, "one\n");
        drain();
        restart();
        Files.move(log, rotated(2));
        Files.setLastModifiedTime(rotated(2), FileTime.fromMillis(1_000));
        write(rotated(1), "two\n");
        drain();
        write(log, "three\n");
        drain();
        assertRead("one\ntwo\nthree\n");
    }

    @Test
    void aFileThatIsNoGenerationIsNotRead() throws IOException {
        write(log, "one\n");
        drain();
        restart();
        Files.move(log, rotated(1));
        write(directory.resolve("app.log-errors"), "no\n");
        write(directory.resolve("app.log.1.gz"), "no\n");
        write(log, "two\n");
        drain();
        assertRead("one\ntwo\n");
    }

    @Test
    void copyAndTruncateWhileNobodyLookedLosesNothing() throws IOException {
        write(log, "one\n");
        drain();
        restart();
        write(log, "two\n");
        Files.copy(log, rotated(1));
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        write(log, "three, and more than there was before\n");
        drain();
        assertRead("one\ntwo\nthree, and more than there was before\n");
        assertThat(lost).isEmpty();
    }

    /** The same inode, another file: what a file system does with a number that is free. */
    @Test
    void aReusedInodeIsAnotherFile() throws IOException {
        write(log, "one\n");
        drain();
        restart();
        Files.write(log, "another file\n".getBytes(StandardCharsets.UTF_8), StandardOpenOption.TRUNCATE_EXISTING);
        drain();
        assertRead("one\nanother file\n");
        assertThat(ids).hasSize(2);
        assertThat(lost).containsExactly("4: the file is gone, or what it held is");
    }

    @Test
    void aFileThatIsRenamedAwayAndBackIsNotReadAgain() throws IOException {
        write(log, "one\n");
        drain();
        Files.move(log, directory.resolve("away"));
        drain();
        Files.move(directory.resolve("away"), log);
        drain();
        write(log, "two\n");
        drain();
        assertRead("one\ntwo\n");
    }

    @Test
    void aLinkThatMovesOnIsFollowed() throws IOException {
        write(directory.resolve("monday"), "one\n");
        write(directory.resolve("tuesday"), "two\n");
        Files.createSymbolicLink(log, directory.resolve("monday"));
        drain();
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("tuesday"));
        Files.move(directory.resolve("link"), log, StandardCopyOption.REPLACE_EXISTING);
        drain();
        assertRead("one\ntwo\n");
    }

    @Test
    void theRotatedFileIsDeletedUnderItsPresentNameUnlessItGrew() throws IOException {
        write(log, "one\n");
        file.look();
        Generation old = file.oldest().orElseThrow();
        Files.move(log, rotated(1));
        write(log, "two\n");
        file.look();
        old.acknowledge(4);
        write(rotated(1), "late\n");
        assertThat(file.delete(old)).isFalse();
        file.look();
        old.acknowledge(old.size());
        Files.move(rotated(1), rotated(2));
        assertThat(file.delete(old)).isTrue();
        assertThat(rotated(2)).doesNotExist();
        assertThat(log).exists();
    }

    @Test
    void aSettledFileIsTakenAgainOnlyWhenItGrows() throws IOException {
        write(log, "one\n");
        file.look();
        file.settle();
        drain();
        time.forward(600_000);
        drain();
        assertRead("one\n");
        write(log, "two\n");
        drain();
        assertRead("one\ntwo\n");
    }

    /** The name of the first generation is made of the file alone, so that a lost state can be found again at the server. */
    @Test
    void theFirstGenerationHasTheSameNameInEveryLife() throws IOException {
        write(log, "x".repeat(100) + "\n");
        drain();
        file.close();
        file = follow(Remembered.NOTHING);
        write(log, "two\n");
        drain();
        assertThat(ids).hasSize(1);
    }
}
