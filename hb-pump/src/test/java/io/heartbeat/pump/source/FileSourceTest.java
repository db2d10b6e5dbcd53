package io.heartbeat.pump.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.pump.follow.SteppedTime;
import io.heartbeat.settings.Settings;
import io.heartbeat.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSourceTest {
    @TempDir
    Path directory;

    private final SteppedTime time = new SteppedTime();
    private final List<String> read = new ArrayList<>();
    private Path log;
    private LogSource source;
    private LogStream stream;
    private Object place;

    @BeforeEach
    void begin() throws IOException {
        log = directory.resolve("app.log");
        source = plan("path: " + log + "\nhostname: athens\n");
        stream = source.open(null, time);
    }

    @AfterEach
    void end() {
        stream.close();
    }

    private LogSource plan(String reader) throws IOException {
        Path file = Files.writeString(directory.resolve("reader.yaml"), "source: file\n" + reader);
        return Settings.read(file, Map.of(), root -> {
            root.has("source");
            return new FileSourceFactory().plan(root);
        });
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void rotate(int number) throws IOException {
        Files.move(log, directory.resolve("app.log." + number));
    }

    /** Reads all lines that there are, going on until some seconds brought none. */
    private void drain() throws IOException {
        for (int silent = 0; silent < 20; silent++) {
            while (stream.next()) {
                silent = 0;
                read.add(new String(stream.bytes(0), stream.offset(0), stream.length(0), StandardCharsets.UTF_8));
                place = stream.place();
            }
            time.forward(300);
        }
    }

    private void restart() throws IOException {
        stream.close();
        stream = source.open(place.toString(), time);
    }

    @Test
    void eachLineIsAnEntry() throws IOException {
        write("one\ntwö\r\n\nthree\n");
        drain();
        write("four\n");
        drain();
        assertThat(read).containsExactly("one", "twö", "", "three", "four");
        List<String> fields = new ArrayList<>();
        for (int i = 1; i < stream.size(); i++) {
            fields.add(stream.name(i) + "="
                    + new String(stream.bytes(i), stream.offset(i), stream.length(i), StandardCharsets.UTF_8));
        }
        assertThat(fields).containsExactly("SYSLOG_IDENTIFIER=app", "_HOSTNAME=athens", "LOG_FILE=" + log);
        assertThat(stream.realtimeMicros()).isPositive();
    }

    @Test
    void aLineWithoutEndWaitsForItButNotForEver() throws IOException {
        write("one\ntw");
        stream.next();
        assertThat(stream.next()).isFalse();
        write("o\n");
        drain();
        assertThat(read).containsExactly("two");
        write("without end");
        drain();
        assertThat(read).containsExactly("two", "without end");
    }

    @Test
    void aLineLongerThanTheBufferIsWhole() throws IOException {
        write("x".repeat(300_000) + "\nshort\n");
        drain();
        assertThat(read).extracting(String::length).containsExactly(300_000, 5);
    }

    @Test
    void rotatedFilesAreReadToTheirEndInOrder() throws IOException {
        write("one\n");
        drain();
        write("two\n");
        rotate(2);
        write("three\n");
        rotate(1);
        write("four\n");
        drain();
        assertThat(read).containsExactly("one", "two", "three", "four");
    }

    @Test
    void aRestartGoesOnBehindThePlaceAlsoAfterRotations() throws IOException {
        write("one\ntwo\n");
        stream.next();
        Object first = stream.place();
        drain();
        assertThat(source.compare(first, place)).isNegative();
        assertThat(source.compare(source.place(place.toString()), place)).isZero();
        write("three\n");
        rotate(2);
        write("four\n");
        rotate(1);
        write("five\n");
        restart();
        drain();
        restart();
        write("six\n");
        drain();
        assertThat(read).containsExactly("two", "three", "four", "five", "six");
    }

    /** What was read and never acknowledged is read again. */
    @Test
    void anEarlierPlaceInAFileThatWasReadToItsEndIsFoundAgain() throws IOException {
        write("one\ntwo\n");
        stream.next();
        place = stream.place();
        String early = place.toString();
        stream.next();
        rotate(1);
        write("three\n");
        drain();
        assertThat(read).containsExactly("three");
        read.clear();
        stream.close();
        stream = source.open(early, time);
        drain();
        assertThat(read).containsExactly("two", "three");
        assertThat(stream.lost()).isZero();
    }

    @Test
    void aCopyThatWasTruncatedLosesNothing() throws IOException {
        write("one\n");
        drain();
        write("two\n");
        Files.copy(log, directory.resolve("app.log.1"));
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        write("three\n");
        drain();
        assertThat(read).containsExactly("one", "two", "three");
    }

    @Test
    void aLossIsCounted() throws IOException {
        write("one\n");
        drain();
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        write("2\n");
        restart();
        drain();
        assertThat(read).containsExactly("one", "2");
        assertThat(stream.lost()).isEqualTo(1);
    }

    @Test
    void fromTheTailWhatStandsThereIsPassedOver() throws IOException {
        stream.close();
        write("before\n");
        source = plan("path: " + log + "\ninitial_position: tail\n");
        stream = source.open(null, time);
        drain();
        write("behind\n");
        drain();
        assertThat(read).containsExactly("behind");
    }

    @Test
    void aCursorOfSomethingElseBeginsAtTheFirstLine() throws IOException {
        write("one\n");
        stream.close();
        stream = source.open("s=abc;i=1", time);
        drain();
        assertThat(read).containsExactly("one");
        assertThatThrownBy(() -> source.place("s=abc;i=1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWaitEndsWhenItIsCalledOff() throws Exception {
        stream.wake();
        assertThat(stream.await(java.time.Duration.ofHours(1))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "identifier: x | path: is needed",
                "path: /var/log/*.log | path: names one file",
                "initial_position: 17 | initial_position: must be head or tail",
            })
    void problemsAreSaid(String reader, String problem) {
        assertThatThrownBy(() -> plan(reader + "\n"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(problem);
    }
}
