package io.heartbeat.pump.journald;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * journalctl in our place. The newer systemd that understands the unknown flag is played by a script that runs Debian's on
 * copies of the files without the flag.
 */
@Timeout(300)
class FallbackTest {
    private static final int NEWER = 0x40;

    @TempDir
    Path directory;

    private Path files;
    private Path copies;
    private Journalctl newer;

    @BeforeEach
    void newerSystemd() throws IOException {
        files = Files.createDirectory(directory.resolve("files"));
        copies = Files.createDirectory(directory.resolve("copies"));
        String script =
                "for a; do shift; set -- \"$@\" \"$(echo \"$a\" | sed 's|/files|/copies|')\"; done; exec journalctl \"$@\"";
        newer = new Journalctl(List.of("sh", "-c", script, "journalctl"));
    }

    @Test
    void readsThroughJournalctlWhatItDoesNotUnderstand() throws Exception {
        unknown(write("a", new JournalFiles().lines(200, "line ").binary("MESSAGE", new byte[] {1, 2, 0, 10})));
        List<Seen> expected = Seen.journalctl(copies);
        assertThat(expected).hasSize(201);
        try (JournalEntries entries = open(JournalStart.head(), newer)) {
            Seen.assertSame(some(entries, 201), expected);
            assertThat(entries.tally()).isEqualTo(new JournalTally(201, 0, 0, 0, true));
        }
        try (JournalEntries entries =
                open(JournalStart.after(Cursor.parse(expected.get(20).cursor())), newer)) {
            Seen.assertSame(some(entries, 180), expected.subList(21, 201));
        }
    }

    @Test
    void skipsNoneWhereTheCursorIsGone() throws Exception {
        new JournalFiles().lines(10, "old ").write(directory.resolve("old.journal"));
        Seen old = Seen.read(JournalSource.of(List.of(directory.resolve("old.journal"))))
                .get(4);
        unknown(write("a", new JournalFiles().later(5).lines(10, "line ")));
        try (JournalEntries entries = open(JournalStart.after(Cursor.parse(old.cursor())), newer)) {
            assertThat(Seen.messages(some(entries, 10))).startsWith("line 0").endsWith("line 9");
        }
    }

    @Test
    void changesOverInTheMiddleAndGoesOnWhereItWas() throws Exception {
        write("a", new JournalFiles().lines(50, "line "));
        try (JournalEntries entries = open(JournalStart.head(), newer)) {
            assertThat(Seen.messages(some(entries, 50))).endsWith("line 49");
            assertThat(entries.tally().fallback()).isFalse();
            unknown(write("b", new JournalFiles().later(60).lines(50, "more ")));
            assertThat(Seen.messages(some(entries, 50))).startsWith("more 0").endsWith("more 49");
            assertThat(entries.tally().fallback()).isTrue();
            assertThat(entries.tally().entries()).isEqualTo(100);
        }
    }

    @Test
    void startsBehindTheNewestAtTheTail() throws Exception {
        unknown(write("a", new JournalFiles().lines(30, "line ")));
        try (JournalEntries entries = open(JournalStart.tail(), newer)) {
            assertThat(entries.next(new Entry())).isFalse();
            new JournalFiles().later(60).lines(5, "more ").write(copies.resolve("b.journal"));
            assertThat(Seen.messages(some(entries, 5))).startsWith("more 0").endsWith("more 4");
        }
    }

    @Test
    void leavesOutAFileThatJournalctlDoesNotUnderstandEither() throws Exception {
        write("a", new JournalFiles().lines(50, "line "));
        unknown(write("b", new JournalFiles().later(60).lines(50, "more ")));
        try (JournalEntries entries = open(JournalStart.head(), Journalctl.ofTheSystem())) {
            assertThat(Seen.messages(Seen.all(entries))).hasSize(50);
            assertThat(entries.tally().corrupted()).isEqualTo(1);
            assertThat(entries.tally().fallback()).isFalse();
        }
    }

    @Test
    void passesMatchesAndPlacesOn() {
        JournalSource source = JournalSource.of(files).matching("_SYSTEMD_UNIT", "a b; rm -rf /");
        assertThat(newer.follow(source, JournalStart.head(), machine()))
                .contains("--directory=" + files, "--no-tail", "--follow", "_SYSTEMD_UNIT=a b; rm -rf /");
        assertThat(newer.follow(JournalSource.ofThisMachine(), JournalStart.secondsOfThisBoot(9), machine()))
                .contains("--boot", "--since=-9s", "--no-tail");
    }

    @Test
    void startsAgainAfterTheProcessEnded() throws Exception {
        unknown(write("a", new JournalFiles().lines(30, "line ")));
        String once = "f=" + directory.resolve("count") + "; echo x >> $f; shift 0; "
                + "exec timeout -s KILL 1 journalctl $(echo \"$@\" | sed 's|/files|/copies|')";
        Journalctl killed = new Journalctl(List.of("sh", "-c", once, "journalctl"));
        try (JournalEntries entries = open(JournalStart.head(), killed)) {
            assertThat(Seen.messages(some(entries, 30))).endsWith("line 29");
            Entry entry = new Entry();
            // The judge's, and at least two that read.
            while (Files.readAllLines(directory.resolve("count")).size() < 3) {
                assertThat(entries.next(entry)).isFalse();
                entries.await(Duration.ofMillis(20));
            }
            new JournalFiles().later(60).lines(5, "more ").write(copies.resolve("b.journal"));
            assertThat(Seen.messages(some(entries, 5))).startsWith("more 0").endsWith("more 4");
        }
    }

    private Path write(String name, JournalFiles content) throws IOException {
        Path copy = content.write(copies.resolve(name + ".journal"));
        Path beside = directory.resolve(name + ".tmp");
        Files.copy(copy, beside);
        return Files.move(beside, files.resolve(name + ".journal"));
    }

    /** Gives it a flag of the future; under another name meanwhile, as a writer would. */
    private void unknown(Path file) throws IOException {
        Damage damage = new Damage(file);
        Path beside = directory.resolve("flagged");
        damage.flip(beside, 12, NEWER);
        Files.move(beside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private JournalEntries open(JournalStart start, Journalctl journalctl) throws IOException {
        return new EitherEntries(JournalSource.of(files), start, TimeSource.SYSTEM, machine(), journalctl);
    }

    private static Machine machine() {
        return new Machine(Path.of("/"), "", "0".repeat(32), 0);
    }

    private static List<Seen> some(JournalEntries entries, int count) throws Exception {
        List<Seen> some = new ArrayList<>();
        Entry entry = new Entry();
        while (some.size() < count) {
            if (entries.next(entry)) {
                some.add(Seen.of(entry));
            } else {
                entries.await(Duration.ofSeconds(5));
            }
        }
        return some;
    }
}
