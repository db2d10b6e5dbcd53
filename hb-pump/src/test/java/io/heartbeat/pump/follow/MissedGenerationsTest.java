package io.heartbeat.pump.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were made, written and renamed between two looks, or while nobody looked at all. */
class MissedGenerationsTest extends Following {
    private static final String LONG = "a line that is long enough to be no accident\n".repeat(200);

    private void truncate() throws IOException {
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    }

    private void rotate() throws IOException {
        for (int i = 9; i >= 1; i--) {
            if (Files.exists(rotated(i))) {
                Files.move(rotated(i), rotated(i + 1));
            }
        }
        Files.move(log, rotated(1));
    }

    private void pack(int number) throws IOException {
        Path packed = directory.resolve("app.log." + number + ".gz");
        write(packed, "compressed\n");
        Files.setLastModifiedTime(packed, Files.getLastModifiedTime(rotated(number)));
        Files.delete(rotated(number));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneThatCameAndWentWhileTheNameWasFree(boolean restarted) throws IOException {
        write(log, "one\n");
        drain();
        rotate();
        drain();
        if (restarted) {
            restart();
        }
        write(log, "two\n");
        rotate();
        write(log, "three\n");
        drain();
        assertRead("one\ntwo\nthree\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFirstOneOfAll(boolean restarted) throws IOException {
        drain();
        if (restarted) {
            restart();
        }
        write(log, "one\n");
        rotate();
        drain();
        write(log, "two\n");
        drain();
        assertRead("one\ntwo\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void notWhatWasThereBeforeAnybodyLooked(boolean restarted) throws IOException {
        write(rotated(1), "before\n");
        write(log, "one\n");
        drain();
        if (restarted) {
            restart();
        }
        rotate();
        write(log, "two\n");
        drain();
        assertRead("one\ntwo\n");
    }

    /** A clock that was set back gives the younger file the older time. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneThatIsOlderByTheClock(boolean restarted) throws IOException {
        write(log, "one\n");
        drain();
        if (restarted) {
            restart();
        }
        rotate();
        write(log, "two\n");
        rotate();
        Files.setLastModifiedTime(rotated(1), FileTime.fromMillis(System.currentTimeMillis() - 3_600_000));
        write(log, "three\n");
        drain();
        assertThat(read.toString(StandardCharsets.UTF_8)).contains("one\n", "two\n", "three\n");
        assertThat(read.size()).isEqualTo("one\ntwo\nthree\n".length());
    }

    @Test
    void oneThatArrivedIsNotReadAgainThoughItHasTheTimeOfTheLast() throws IOException {
        write(log, "one\n");
        drain();
        rotate();
        write(log, "two\n");
        drain();
        drain();
        Files.setLastModifiedTime(rotated(1), Files.getLastModifiedTime(log));
        restart();
        rotate();
        write(log, "three\n");
        drain();
        assertRead("one\ntwo\nthree\n");
    }

    @Test
    void oneThatHasTheInodeOfAnotherThatArrived() throws IOException {
        write(log, "one\n");
        drain();
        rotate();
        write(log, "two\n");
        drain();
        time.forward(Generations.LATE_WRITERS.toMillis());
        drain();
        restart();
        Files.write(rotated(1), "other\n".getBytes(StandardCharsets.UTF_8), StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(rotated(1), directory.resolve("reused"));
        rotate();
        Files.move(directory.resolve("reused"), log);
        rotate();
        write(log, "three\n");
        drain();
        assertThat(read.toString(StandardCharsets.UTF_8)).contains("other\n");
        assertThat(read.size()).isEqualTo("one\ntwo\nother\nthree\n".length());
    }

    @Test
    void whatALateWriterAddedWhileNobodyLooked() throws IOException {
        write(log, "one\n");
        drain();
        rotate();
        write(log, "two\n");
        drain();
        drain();
        restart();
        write(rotated(1), "late\n");
        rotate();
        write(log, "three\n");
        drain();
        assertThat(read.toString(StandardCharsets.UTF_8)).contains("late\n");
        assertThat(read.size()).isEqualTo("one\ntwo\nlate\nthree\n".length());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCompressedOneIsALossAndSaidOnce(boolean restarted) throws IOException {
        write(log, "one\n");
        drain();
        Files.setLastModifiedTime(log, FileTime.fromMillis(1_000));
        drain();
        rotate();
        drain();
        if (restarted) {
            restart();
        }
        write(log, "two\n");
        rotate();
        pack(1);
        drain();
        write(log, "three\n");
        drain();
        rotate();
        drain();
        assertRead("one\nthree\n");
        assertThat(lost).containsExactly("0: app.log.1.gz was compressed before it was read");
    }

    /** What logrotate does without delaycompress. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void compressingWhatIsReadIsNoLoss(boolean between) throws IOException {
        write(log, "one\n");
        drain();
        write(log, "two\n");
        rotate();
        if (between) {
            drain();
        }
        write(log, "three\n");
        file.look();
        pack(1);
        drain();
        rotate();
        write(log, "four\n");
        drain();
        rotate();
        drain();
        assertRead("one\ntwo\nthree\nfour\n");
        assertThat(lost).isEmpty();
    }

    /** The program wrote between copying and truncating, and that was read. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCopyThatLacksWhatWasReadLastIsNotReadAgain(boolean restarted) throws IOException {
        write(log, LONG);
        drain();
        Files.copy(log, rotated(1));
        write(log, "late\n");
        drain();
        if (restarted) {
            restart();
        }
        truncate();
        write(log, "two\n");
        drain();
        rotate();
        write(log, "three\n");
        drain();
        assertRead(LONG + "late\ntwo\nthree\n");
    }

    @Test
    void aCopyThatLacksWhatWasNotReadSavesTheRest() throws IOException {
        write(log, LONG);
        drain();
        write(log, "saved\n");
        Files.copy(log, rotated(1));
        write(log, "gone\n");
        file.look();
        truncate();
        write(log, "two\n");
        drain();
        assertRead(LONG + "saved\ntwo\n");
        int from = LONG.length() + "saved\n".length();
        assertThat(lost).containsExactly(from + ": written between copying and truncating");
    }

    /** Somebody's own copy has the name of a generation. */
    @Test
    void aCopyOfWhatIsReadIsNoGeneration() throws IOException {
        write(log, LONG);
        drain();
        Files.copy(log, directory.resolve("app.log-20260101"));
        write(log, "one\n");
        rotate();
        write(log, "two\n");
        drain();
        assertRead(LONG + "one\ntwo\n");
    }
}
