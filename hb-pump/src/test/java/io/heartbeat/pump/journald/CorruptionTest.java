package io.heartbeat.pump.journald;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage at every kind of object: never fewer entries than journalctl still reads, no exception, no stall. */
class CorruptionTest {
    private static final int ENTRIES = 300;
    /** The seventh kind of object, which only whoever verifies a journal looks at. */
    private static final int SEAL = 7;

    /** Entries, and what a damage may cost at most where journalctl loses the rest of the file. */
    private record Outcome(List<Seen> entries, JournalTally tally) {}

    @TempDir
    Path directory;

    private Path file;
    private Damage damage;

    @BeforeEach
    void soundFile() throws IOException {
        file = directory.resolve("a.journal");
        new JournalFiles()
                .lines(ENTRIES - 20, "line ")
                .stories(20)
                .write(file, true, Map.of("SYSTEMD_JOURNAL_COMPACT", "0"));
        damage = new Damage(file);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void readsNoLessThanJournalctl(int type) throws IOException {
        List<Integer> objects = damage.objects(type);
        assertThat(objects).as("objects of type %d", type).isNotEmpty();
        int[] places = {0, 1, 8, 9, 15, 16, 24, 32, 40, 41, 48, 56, 64, 70, 76};
        for (int i = 0; i < places.length; i++) {
            int object = objects.get(objects.size() * i / places.length);
            for (int mask : new int[] {0x01, 0x40, 0xff}) {
                if (places[i] < damage.size(object)) {
                    damage.flip(file, object + places[i], mask);
                    notLessThanJournalctl("type " + type + " byte " + places[i] + " mask " + mask);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsNoLessWithABrokenSeal(boolean compact) throws IOException {
        Files.write(file, TinyJournal.sample(compact));
        damage = new Damage(file);
        List<Integer> seals = damage.objects(SEAL);
        assertThat(seals).hasSize(2);
        for (int i = 0; i < 64; i += 3) {
            damage.flip(file, seals.get(1) + i, 0x41);
            notLessThanJournalctl("seal byte " + i);
            assertThat(Seen.messages(read().entries())).contains("one", "two", "three");
        }
    }

    @Test
    void readsNoLessOfACompactFile() throws IOException {
        Files.delete(file);
        new JournalFiles()
                .lines(ENTRIES - 20, "line ")
                .stories(20)
                .write(file, true, Map.of("SYSTEMD_JOURNAL_COMPACT", "1"));
        damage = new Damage(file);
        for (int type : new int[] {Layout.DATA, Layout.ENTRY, Layout.ENTRY_ARRAY}) {
            List<Integer> objects = damage.objects(type);
            for (int place = 0; place < 80; place += 7) {
                int object = objects.get(objects.size() * place / 80);
                damage.flip(file, object + place % damage.size(object), 0x41);
                notLessThanJournalctl("compact, type " + type + " byte " + place);
            }
        }
    }

    @Test
    void readsNoLessWithABrokenHeader() throws IOException {
        for (int offset = 0; offset < 272; offset += 3) {
            damage.flip(file, offset, 0x21);
            notLessThanJournalctl("header byte " + offset);
        }
    }

    @Test
    void readsNoLessOfATruncatedFile() throws IOException {
        for (int i = 0; i < 40; i++) {
            damage.cut(file, (int) ((long) damage.length() * i / 40));
            notLessThanJournalctl("cut at " + i + "/40");
        }
        List<Integer> entries = damage.objects(Layout.ENTRY);
        for (int i = 1; i < entries.size(); i += 40) {
            damage.cut(file, entries.get(i) + 24);
            notLessThanJournalctl("cut in entry " + i);
        }
    }

    @Test
    void readsNoLessWithAHoleOfZerosOrRubbish() throws IOException {
        int first = damage.objects(Layout.ENTRY).get(0);
        int last = damage.objects(Layout.ENTRY).get(ENTRIES - 1);
        for (int value : new int[] {0, 0xff, 0x03}) {
            for (int i = 0; i < 8; i++) {
                damage.fill(file, first + (last - first) / 8 * i, 4096, value);
                notLessThanJournalctl("hole " + i + " of " + value);
            }
        }
    }

    @Test
    void skipsABrokenEntryAndCountsIt() throws IOException {
        damage.flip(file, damage.objects(Layout.ENTRY).get(100), 0xff);
        Outcome outcome = read();
        assertThat(Seen.messages(outcome.entries()))
                .hasSize(ENTRIES - 1)
                .contains("line 99", "line 101")
                .doesNotContain("line 100");
        assertThat(outcome.tally().corrupted()).isEqualTo(1);
    }

    @Test
    void handsOutAnEntryWithoutItsBrokenField() throws IOException {
        Seen sound = read().entries().get(ENTRIES - 1);
        int last = damage.objects(Layout.DATA).get(damage.objects(Layout.DATA).size() - 1);
        damage.flip(file, last, 0xff);
        Outcome outcome = read();
        assertThat(outcome.entries()).hasSize(ENTRIES);
        assertThat(outcome.entries().get(ENTRIES - 1).fields())
                .hasSize(sound.fields().size() - 1);
        assertThat(outcome.tally().corrupted()).isEqualTo(1);
    }

    @Test
    void findsTheEntriesBehindABrokenArray() throws IOException {
        List<Integer> arrays = damage.objects(Layout.ENTRY_ARRAY);
        Set<Integer> lossy = new HashSet<>();
        for (int array : arrays) {
            damage.flip(file, array, 0xff);
            if (Seen.journalctl(directory).size() < ENTRIES) {
                lossy.add(array);
                Outcome outcome = read();
                assertThat(outcome.entries().size()).isEqualTo(ENTRIES);
                assertThat(outcome.entries().stream().map(Seen::cursor)).doesNotHaveDuplicates();
                assertThat(outcome.tally().corrupted()).isPositive();
            }
        }
        assertThat(lossy).as("arrays that journalctl needs").isNotEmpty();
    }

    @Test
    void aFlippedNumberBecomesNoCursorThatSkips() throws IOException {
        int entry = damage.objects(Layout.ENTRY).get(50);
        damage.flip(file, entry + Layout.ENTRY_SEQNUM + 5, 0x40);
        List<Seen> entries = read().entries();
        assertThat(entries).hasSize(ENTRIES);
        JournalStart start = JournalStart.after(Cursor.parse(entries.get(50).cursor()));
        assertThat(Seen.messages(Seen.read(JournalSource.of(directory), start))).contains("line 51", "line 52");
    }

    @Test
    void matchesByContentWhereTheHashTableIsBroken() throws IOException {
        List<Seen> sound = read().entries();
        damage.fill(
                file,
                damage.objects(4).get(0) + 16,
                damage.size(damage.objects(4).get(0)) - 16,
                0x55);
        JournalSource source = JournalSource.of(directory).matching("_PID", "103");
        List<Seen> expected =
                sound.stream().filter(seen -> "103".equals(seen.value("_PID"))).toList();
        assertThat(expected).hasSize(40);
        Seen.assertSame(Seen.read(source), expected);
    }

    private void notLessThanJournalctl(String what) throws IOException {
        List<Seen> theirs = Seen.journalctl(directory);
        List<String> ours =
                new ArrayList<>(read().entries().stream().map(Seen::cursor).toList());
        assertThat(ours.size()).as(what).isGreaterThanOrEqualTo(theirs.size());
        for (Seen seen : theirs) {
            if (seen.cursor().contains(";t=") && Long.compareUnsigned(seqnum(seen), ENTRIES) <= 0) {
                assertThat(ours.contains(seen.cursor()))
                        .as("%s: %s", what, seen.cursor())
                        .isTrue();
            }
        }
    }

    private static long seqnum(Seen seen) {
        return Cursor.parse(seen.cursor()).seqnum();
    }

    private Outcome read() throws IOException {
        try (JournalEntries entries =
                JournalReader.open(JournalSource.of(directory), JournalStart.head(), TimeSource.SYSTEM)) {
            List<Seen> all = Seen.all(entries);
            return new Outcome(all, entries.tally());
        }
    }
}
