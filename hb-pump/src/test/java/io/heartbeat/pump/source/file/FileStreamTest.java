package io.heartbeat.pump.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.source.LogSource;
import io.heartbeat.pump.source.LogStream;
import io.heartbeat.settings.Settings;
import io.heartbeat.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStreamTest {
    private static final Duration LOOK = Duration.ofMillis(1);

    @TempDir
    Path directory;

    private final AtomicLong now = new AtomicLong();
    private final TimeSource time = new TimeSource() {
        @Override
        public Instant wall() {
            return Instant.EPOCH.plusSeconds(1_700_000_000).plusMillis(now.get());
        }

        @Override
        public long steadyMillis() {
            return now.get();
        }
    };
    private Path log;
    private LogSource source;
    private LogStream stream;
    private String cursor;

    @BeforeEach
    void begin() throws IOException {
        log = directory.resolve("app.log");
        source = source("files: [" + log + "]\nfile_hostname: web1");
    }

    @AfterEach
    void end() {
        if (stream != null) {
            stream.close();
        }
    }

    private LogSource source(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("reader.yaml"), yaml + "\n");
        return Settings.read(file, Map.of(), root -> new FileSourceFactory().plan(root));
    }

    private void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void open(String after) throws IOException {
        end();
        stream = source.open(after, time);
    }

    /** What there is, after a look at the files. */
    private List<String> read() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (int look = 0; look < 3; look++) {
            now.addAndGet(1_000);
            stream.await(LOOK);
            while (stream.next()) {
                lines.add(field("MESSAGE"));
                cursor = stream.place().toString();
            }
        }
        return lines;
    }

    private String field(String name) {
        for (int i = 0; i < stream.size(); i++) {
            if (stream.name(i).equals(name)) {
                return new String(stream.bytes(i), stream.offset(i), stream.length(i), StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    @Test
    void lineIsAnEntryWithItsOrigin() throws Exception {
        write(log, "one\r\n\nzwei ä\n");
        open(null);
        assertThat(stream.next()).isTrue();
        assertThat(field("MESSAGE")).isEqualTo("one");
        assertThat(field("LOG_FILE_PATH")).isEqualTo(log.toString());
        assertThat(field("SYSLOG_IDENTIFIER")).isEqualTo("app");
        assertThat(field("_HOSTNAME")).isEqualTo("web1");
        assertThat(stream.realtimeMicros()).isEqualTo(1_700_000_000_000_000L);
        assertThat(read()).containsExactly("zwei ä");
    }

    @Test
    void lineWithoutItsEndWaitsForIt() throws Exception {
        write(log, "one\ntw");
        open(null);
        assertThat(read()).containsExactly("one");
        write(log, "o\n");
        assertThat(read()).containsExactly("two");
    }

    @Test
    void eachCursorResumesBehindItsLine() throws Exception {
        write(log, IntStream.range(0, 300).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining()));
        open(null);
        List<String> cursors = new ArrayList<>();
        while (stream.next()) {
            cursors.add(stream.place().toString());
        }
        assertThat(cursors).hasSize(300).doesNotHaveDuplicates();
        for (int i : List.of(0, 1, 63, 64, 65, 130, 298)) {
            open(cursors.get(i));
            assertThat(stream.next()).isTrue();
            assertThat(field("MESSAGE")).isEqualTo("line " + (i + 1));
            assertThat(stream.place().toString()).isEqualTo(cursors.get(i + 1));
            assertThat(source.compare(source.place(cursors.get(i)), source.place(cursors.get(i + 1))))
                    .isNegative();
        }
    }

    @Test
    void rotationIsFollowedAlsoAcrossRestarts() throws Exception {
        write(log, "1\n2\n");
        open(null);
        assertThat(read()).containsExactly("1", "2");
        write(log, "3\nhalf");
        Files.move(log, directory.resolve("app.log.1"));
        FileTime before = FileTime.from(Files.getLastModifiedTime(log.resolveSibling("app.log.1"))
                .toInstant()
                .minusSeconds(60));
        Files.setLastModifiedTime(log.resolveSibling("app.log.1"), before);
        write(log, "4\n");
        List<String> read = read();
        now.addAndGet(10_000); // the half line gets no end any more
        read.addAll(read());
        assertThat(read).containsExactly("3", "half", "4");
        stream.close();
        Files.move(log, directory.resolve("app.log.2"));
        write(directory.resolve("app.log.2"), "5\n");
        write(log, "6\n");
        open(cursor);
        assertThat(read()).containsExactly("5", "6");
        assertThat(stream.lost()).isZero();
    }

    @Test
    void copiedAndTruncatedFileGoesOnInTheCopy() throws Exception {
        write(log, "a first line that is long enough to be known\n");
        open(null);
        assertThat(read()).hasSize(1);
        write(log, "2\n");
        Files.copy(log, directory.resolve("app.log.1"));
        Files.write(log, new byte[0]);
        write(log, "3\n");
        List<String> read = read();
        now.addAndGet(10_000);
        read.addAll(read());
        assertThat(read).containsExactly("2", "3");
        assertThat(stream.lost()).isZero();
    }

    @Test
    void severalFilesAndNewOnesTakeTurnsAndOneCursorResumesAll() throws Exception {
        source = source("files: [" + directory.resolve("*.log") + "]");
        write(directory.resolve("a.log"), "a1\na2\n");
        write(directory.resolve("b.log"), "b1\n");
        open(null);
        assertThat(read()).containsExactlyInAnyOrder("a1", "a2", "b1");
        write(directory.resolve("c.log"), "c1\n");
        now.addAndGet(5_000);
        assertThat(read()).containsExactly("c1");
        write(directory.resolve("a.log"), "a3\n");
        write(directory.resolve("b.log"), "b2\n");
        open(cursor);
        assertThat(read()).containsExactlyInAnyOrder("a3", "b2");
        Files.delete(directory.resolve("b.log"));
        assertThat(read()).isEmpty();
        now.addAndGet(120_000);
        assertThat(read()).isEmpty();
        write(directory.resolve("b.log"), "anew\n");
        now.addAndGet(5_000);
        assertThat(read()).containsExactly("anew");
    }

    @Test
    void longLineBecomesSeveralEntriesBetweenCharacters() throws Exception {
        source = source("files: " + log + "\nfile_max_line: 256");
        String text = "€".repeat(1_000) + "x".repeat(100_000);
        write(log, text + "\nend\n");
        open(null);
        List<String> read = read();
        assertThat(read.get(read.size() - 1)).isEqualTo("end");
        assertThat(String.join("", read)).isEqualTo(text + "end");
        assertThat(read).allMatch(piece -> piece.getBytes(StandardCharsets.UTF_8).length <= 256);
    }

    @Test
    void tailBeginsAtTheEndOnlyTheFirstTime() throws Exception {
        source = source("files: [" + directory.resolve("*.log") + "]\ninitial_position: tail");
        write(log, "old\nhal");
        open(null);
        write(log, "f\nnew\n");
        assertThat(read()).containsExactly("half", "new");
        write(directory.resolve("later.log"), "whole\n");
        now.addAndGet(5_000);
        assertThat(read()).containsExactly("whole");
        write(log, "more\n");
        open(cursor);
        assertThat(read()).containsExactly("more");
    }

    @Test
    void fileThatIsNotThereYetIsWaitedFor() throws Exception {
        open(null);
        assertThat(read()).isEmpty();
        write(log, "1\n");
        assertThat(read()).containsExactly("1");
    }

    @Test
    void lossIsCounted() throws Exception {
        write(log, "1\n");
        open(null);
        read();
        write(log, "2\n");
        end();
        Files.delete(log);
        write(log, "another file, and a longer one\n");
        open(cursor);
        assertThat(read()).containsExactly("another file, and a longer one");
        assertThat(stream.lost()).isOne();
    }

    @Test
    void fileThatCannotBeReadHindersNoOther() throws Exception {
        source = source("files: [/proc/self/mem, " + log + "]"); // a plain file, whose beginning nobody can read
        write(log, "1\n");
        open(null);
        assertThat(read()).containsExactly("1");
        write(log, "2\n");
        assertThat(read()).containsExactly("2");
    }

    @Test
    void strangeCursorBeginsAtTheHead() throws Exception {
        write(log, "1\n");
        for (String strange : List.of("s=abc;i=1", "file1", "file1 x", "file1 /x,a,1,1,1,a,-5,1,a,1", "")) {
            open(strange);
            assertThat(read()).containsExactly("1");
        }
    }

    @Test
    void wakingEndsAWait() throws Exception {
        stream = source.open(null, TimeSource.SYSTEM);
        CountDownLatch woken = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                while (stream.await(Duration.ofMinutes(10))) {
                    stream.next();
                }
                woken.countDown();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        waiting.start();
        stream.wake();
        assertThat(woken.await(60, TimeUnit.SECONDS)).isTrue();
        waiting.join();
    }

    @Test
    void faultyKeysAreNamed() {
        assertThatThrownBy(() -> source("files: [a.log]\ninitial_position: 5\nfile_max_line: 3"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("absolute path")
                .hasMessageContaining("initial_position")
                .hasMessageContaining("file_max_line");
        assertThatThrownBy(() -> source("file_identifier: x")).hasMessageContaining("files: is needed");
    }
}
