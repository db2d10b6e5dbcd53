package io.heartbeat.pump.journald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where reading begins: cursors, head, tail, seconds of this boot. */
class JournalStartTest {
    private static final String BOOT_1 = "1".repeat(32);
    private static final String BOOT_2 = "2".repeat(32);

    @TempDir
    Path directory;

    @Test
    void goesOnBehindEveryCursor() throws IOException {
        new JournalFiles().lines(90, "one ").boot(BOOT_1).lines(90, "two ").write(file("a"));
        new JournalFiles().later(1).boot(BOOT_2).lines(90, "three ").write(file("b"));
        List<Seen> all = Seen.read(source());
        for (int i = 0; i < all.size(); i += 7) {
            Cursor cursor = Cursor.parse(all.get(i).cursor());
            assertThat(cursor).hasToString(all.get(i).cursor());
            Seen.assertSame(Seen.read(source(), JournalStart.after(cursor)), all.subList(i + 1, all.size()));
        }
    }

    @Test
    void startsAtTheOldestAfterACursorThatIsGone() throws IOException {
        new JournalFiles().lines(100, "one ").write(file("a"));
        new JournalFiles().later(1).lines(100, "two ").write(file("b"));
        List<Seen> all = Seen.read(source());
        Files.delete(file("a"));
        for (int i : new int[] {0, 50, 99}) {
            JournalStart start = JournalStart.after(Cursor.parse(all.get(i).cursor()));
            Seen.assertSame(Seen.read(source(), start), all.subList(100, 200));
        }
    }

    @Test
    void findsAPlaceByTheClockSinceBootInFilesOfAnotherSource() throws IOException {
        new JournalFiles()
                .boot(BOOT_1)
                .lines(30, "old ")
                .boot(BOOT_2)
                .lines(60, "new ")
                .write(file("a"));
        Seen place = Seen.read(source()).get(59);
        Cursor seen = Cursor.parse(place.cursor());
        // The wall clock was set back meanwhile; the boot tells the order all the same.
        Cursor elsewhere =
                new Cursor(7, 7, 1, seen.bootHigh(), seen.bootLow(), seen.monotonic(), 1, 0x7fff_ffff_ffff_ffffL);
        List<Seen> after = Seen.read(source(), JournalStart.after(elsewhere));
        assertThat(Seen.messages(after).get(0)).isEqualTo("new 29");
        assertThat(after).hasSize(31);
    }

    @Test
    void tailIsBehindTheNewestOfAllFiles() throws IOException {
        new JournalFiles().lines(100, "one ").write(file("a"));
        new JournalFiles().later(5).lines(100, "two ").write(file("b"));
        try (JournalEntries entries = JournalReader.open(source(), JournalStart.tail(), TimeSource.SYSTEM)) {
            assertThat(Seen.all(entries)).isEmpty();
            new JournalFiles().later(-50).lines(3, "late ").write(file("c"));
            assertThat(entries.await(java.time.Duration.ofSeconds(30))).isTrue();
            assertThat(Seen.messages(Seen.all(entries))).containsExactly("late 0", "late 1", "late 2");
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    @Test
    void secondsCountWithinThisBootOnly() throws IOException {
        new JournalFiles()
                .boot(BOOT_1)
                .lines(100, "old ")
                .boot(BOOT_2)
                .lines(100, "new ")
                .write(file("a"));
        Instant newest = Instant.EPOCH.plusNanos(Seen.read(source()).get(199).realtime() * 1000);
        assertThat(since(newest.plusSeconds(1), 1, BOOT_2)).hasSize(1);
        assertThat(since(newest.plusSeconds(1), 500, BOOT_2)).hasSize(100);
        assertThat(since(newest, 0, BOOT_2)).hasSize(1);
        assertThat(since(newest, 500, "3".repeat(32))).isEmpty();
    }

    private List<Seen> since(Instant now, long seconds, String boot) throws IOException {
        Machine machine = new Machine(Path.of("/"), "", boot, 0);
        try (FileEntries entries = new FileEntries(
                source(), JournalStart.secondsOfThisBoot(seconds), new FixedTime(now), machine, file -> false)) {
            return Seen.all(entries);
        }
    }

    @Test
    void refusesWhatIsNoCursor() {
        String cursor = "s=" + BOOT_1 + ";i=1a;b=" + BOOT_2 + ";m=ff;t=fffffffffff;x=ffffffffffffffff";
        assertThat(Cursor.parse(cursor + ";z=1")).hasToString(cursor);
        for (String wrong :
                List.of("", "x", cursor.substring(5), cursor.replace("i=1a", "i="), cursor.replace("m=", "m"))) {
            assertThatThrownBy(() -> Cursor.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatThrownBy(() -> Seen.read(JournalSource.of(List.of(file("none")))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.journal");
        assertThatThrownBy(() -> new JournalSource(directory, List.of(file("a")), null, Set.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private JournalSource source() {
        return JournalSource.of(directory);
    }

    private Path file(String name) {
        return directory.resolve(name + ".journal");
    }
}
