package io.heartbeat.pump.journald;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Beside a journald that writes: nothing lost, nothing twice, nothing held. */
@Timeout(300)
class FollowTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void readsEachLineAsItComes() throws Exception {
        try (Journald journald = new Journald(directory, "Storage=persistent");
                JournalEntries entries = open(journald, JournalStart.head())) {
            for (int i = 0; i < 50; i++) {
                journald.log("line " + i);
                assertThat(lines(entries, 1)).containsExactly("line " + i);
            }
        }
    }

    @Test
    void readsWhatJournalctlReadsOfAJournaldThatStillWrites() throws Exception {
        try (Journald journald = new Journald(directory, "Storage=persistent", "Compress=128");
                JournalEntries entries = open(journald, JournalStart.head())) {
            List<Seen> ours = new ArrayList<>();
            Thread writer = new Thread(() -> IntStream.range(0, 5000)
                    .forEach(i -> journald.log("line " + i + (i % 50 == 0 ? " and more".repeat(200) : ""))));
            writer.start();
            Entry entry = new Entry();
            while (ours.isEmpty()
                    || !String.valueOf(ours.get(ours.size() - 1).value("MESSAGE"))
                            .startsWith("line 4999")) {
                if (entries.next(entry)) {
                    ours.add(Seen.of(entry));
                } else {
                    assertThat(entries.await(LONG)).isTrue();
                }
            }
            writer.join();
            Seen.assertSame(ours, Seen.journalctl(journald.files()));
            assertThat(entries.tally().corrupted()).isZero();
        }
    }

    @Test
    void followsARotationInOrder() throws Exception {
        try (Journald journald = new Journald(directory, "Storage=persistent");
                JournalEntries entries = open(journald, JournalStart.head())) {
            IntStream.range(0, 10).forEach(i -> journald.log("line " + i));
            assertThat(lines(entries, 10)).hasSize(10);
            for (int round = 1; round <= 5; round++) {
                journald.rotate();
                int from = round * 20 - 10;
                IntStream.range(from, from + 20).forEach(i -> journald.log("line " + i));
                assertThat(lines(entries, 20)).containsExactlyElementsOf(numbered(from, from + 20));
            }
            Seen.assertSame(Seen.read(journald.source()), Seen.journalctl(journald.files()));
        }
    }

    @Test
    void goesOnAfterARotationFromACursor() throws Exception {
        try (Journald journald = new Journald(directory, "Storage=persistent")) {
            Cursor cursor;
            try (JournalEntries entries = open(journald, JournalStart.head())) {
                IntStream.range(0, 10).forEach(i -> journald.log("line " + i));
                Entry entry = new Entry();
                while (!(entries.next(entry)
                        && "line 4".equals(entry.field("MESSAGE").text()))) {
                    entries.await(LONG);
                }
                cursor = entry.cursor();
                lines(entries, 5);
            }
            journald.rotate();
            IntStream.range(10, 15).forEach(i -> journald.log("line " + i));
            try (JournalEntries entries = open(journald, JournalStart.after(cursor))) {
                assertThat(lines(entries, 10)).containsExactlyElementsOf(numbered(5, 15));
            }
        }
    }

    @Test
    void readsADeletedFileToItsEndAndLetsItGo() throws Exception {
        try (Journald journald = new Journald(directory, "Storage=persistent");
                JournalEntries entries = open(journald, JournalStart.head())) {
            IntStream.range(0, 100).forEach(i -> journald.log("line " + i));
            assertThat(lines(entries, 50)).hasSize(50);
            waitFor(journald, "line 99");
            journald.rotate();
            try (var archived = Files.list(journald.files())) {
                for (Path file :
                        archived.filter(path -> path.toString().contains("@")).toList()) {
                    Files.delete(file);
                }
            }
            journald.log("line 100");
            assertThat(lines(entries, 51)).containsExactlyElementsOf(numbered(50, 101));
            while (entries.tally().filesOpen() > 1) {
                entries.await(Duration.ofMillis(10));
            }
            assertThat(openDeleted()).isEmpty();
        }
    }

    @Test
    void letsADeletedFileGoThatHoldsTooMuchOfTheDisk() throws Exception {
        Path file = directory.resolve("a.journal");
        new JournalFiles().lines(100, "line ").write(file);
        // What the file holds beyond its objects counts as well: it is sparse here.
        try (var channel = java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.allocate(1), 300L << 20);
        }
        try (JournalEntries entries =
                JournalReader.open(JournalSource.of(directory), JournalStart.head(), TimeSource.SYSTEM)) {
            assertThat(lines(entries, 40)).hasSize(40);
            Files.delete(file);
            while (entries.tally().filesOpen() > 0) {
                entries.tend();
            }
            assertThat(entries.tally().lost()).isEqualTo(60);
            assertThat(openDeleted()).isEmpty();
            new JournalFiles().later(60).lines(5, "line ").write(file);
            assertThat(lines(entries, 5)).hasSize(5);
        }
    }

    @Test
    void losesNothingWhileJournaldVacuums() throws Exception {
        try (Journald journald = new Journald(
                        directory,
                        "Storage=persistent",
                        "SystemMaxFileSize=512K",
                        "SystemMaxUse=2M",
                        "SystemMaxFiles=4");
                JournalEntries entries = open(journald, JournalStart.head())) {
            Thread writer = new Thread(() -> IntStream.range(0, 12_000).forEach(i -> journald.log("line " + i)));
            writer.start();
            List<String> lines = lines(entries, 12_000);
            for (int i = 0; i < lines.size(); i++) {
                assertThat(lines.get(i)).as("after %s", entries.tally()).isEqualTo("line " + i);
            }
            writer.join();
            assertThat(entries.tally().filesOpen()).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void survivesATruncationAndGoesOn() throws Exception {
        try (Journald journald = new Journald(directory, "Storage=persistent");
                JournalEntries entries = open(journald, JournalStart.head())) {
            IntStream.range(0, 20).forEach(i -> journald.log("line " + i));
            assertThat(lines(entries, 10)).hasSize(10);
            waitFor(journald, "line 19");
            journald.rotate();
            Path archived;
            try (var files = Files.list(journald.files())) {
                archived = files.filter(path -> path.toString().contains("@"))
                        .findFirst()
                        .orElseThrow();
            }
            try (var channel = java.nio.channels.FileChannel.open(archived, java.nio.file.StandardOpenOption.WRITE)) {
                channel.truncate(5000);
            }
            journald.log("line 20");
            List<String> lines = lines(entries, 1);
            while (!lines.contains("line 20")) {
                lines.addAll(lines(entries, 1));
            }
            assertThat(lines).isSortedAccordingTo(Comparator.comparing(line -> Integer.parseInt(line.substring(5))));
        }
    }

    @Test
    void findsAJournalThatBeginsLater() throws Exception {
        Files.createDirectories(directory.resolve("var/log"));
        JournalSource source =
                JournalSource.of(directory.resolve("var/log/journal/0123456789abcdef0123456789abcdef.hbtest"));
        try (JournalEntries entries = JournalReader.open(source, JournalStart.tail(), TimeSource.SYSTEM)) {
            assertThat(entries.next(new Entry())).isFalse();
            try (Journald journald = new Journald(directory, "Storage=persistent")) {
                journald.log("line 0");
                assertThat(lines(entries, 1)).containsExactly("line 0");
            }
        }
    }

    @Test
    void aWaitEndsWhenSomebodyWakesIt() throws Exception {
        try (JournalEntries entries =
                JournalReader.open(JournalSource.of(directory), JournalStart.head(), TimeSource.SYSTEM)) {
            entries.wake();
            assertThat(entries.await(Duration.ofHours(1))).isFalse();
            assertThat(entries.await(Duration.ZERO)).isFalse();
        }
    }

    private static JournalEntries open(Journald journald, JournalStart start) throws IOException {
        return JournalReader.open(journald.source(), start, TimeSource.SYSTEM);
    }

    /** The next lines that the test has logged. */
    private static List<String> lines(JournalEntries entries, int count) throws Exception {
        List<String> lines = new ArrayList<>();
        Entry entry = new Entry();
        while (lines.size() < count) {
            if (entries.next(entry)) {
                String message = entry.field("MESSAGE").text();
                if (message.startsWith("line ")) {
                    lines.add(message);
                }
            } else {
                assertThat(entries.await(LONG)).as("after %s", lines).isTrue();
            }
        }
        return lines;
    }

    private static void waitFor(Journald journald, String line) throws Exception {
        try (JournalEntries other = open(journald, JournalStart.head())) {
            while (!lines(other, 1).contains(line)) {
                assertThat(other.tally().corrupted()).isZero();
            }
        }
    }

    private static List<String> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
    }

    private List<String> openDeleted() throws IOException {
        List<String> found = new ArrayList<>();
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith(directory.toString()) && target.endsWith("(deleted)")) {
                        found.add(target);
                    }
                }
            }
        }
        return found;
    }
}
