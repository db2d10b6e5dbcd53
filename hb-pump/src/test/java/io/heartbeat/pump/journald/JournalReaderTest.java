package io.heartbeat.pump.journald;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entry by entry beside {@code journalctl -o export}, in every mode that Debian's systemd writes. */
class JournalReaderTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"false,0,0", "false,1,0", "false,0,1", "false,1,1", "true,0,0", "true,1,0", "true,0,1", "true,1,1"})
    void readsWhatJournalctlReads(boolean compress, String keyed, String compact) throws IOException {
        new JournalFiles()
                .lines(3000, "line ")
                .stories(300)
                .binary("MESSAGE", new byte[] {0, 1, (byte) 0xff, '\n', 65}, "PRIORITY=3")
                .entry("MESSAGE=", "EMPTY=")
                .entry("MESSAGE=twice", "TWICE=b", "TWICE=a", "TWICE=c")
                .entry("MESSAGE=" + "x".repeat(200_000), "PRIORITY=1")
                .write(
                        directory.resolve("a.journal"),
                        compress,
                        Map.of("SYSTEMD_JOURNAL_KEYED_HASH", keyed, "SYSTEMD_JOURNAL_COMPACT", compact));
        List<Seen> expected = Seen.journalctl(directory);
        assertThat(expected).hasSize(3304);
        Seen.assertSame(Seen.read(JournalSource.of(directory)), expected);
    }

    @ParameterizedTest
    @CsvSource({"lz4,0", "lz4,1", "xz,0", "xz,1"})
    void readsTheOlderCompressions(String method, String compact) throws IOException {
        Path file = new JournalFiles()
                .stories(200)
                .lines(20, "line ")
                .write(directory.resolve("a.journal"), false, Map.of("SYSTEMD_JOURNAL_COMPACT", compact));
        List<Seen> plain = Seen.read(JournalSource.of(directory));
        if (method.equals("xz")) {
            Recompress.xz(file);
        } else {
            Recompress.lz4(file);
        }
        Seen.assertSame(Seen.read(JournalSource.of(directory)), Seen.journalctl(directory));
        Seen.assertSame(Seen.read(JournalSource.of(directory)), plain);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cutsAValueThatNoDestinationTakes(boolean compress) throws IOException {
        byte[] large = new byte[5 << 20];
        java.util.Arrays.fill(large, (byte) 'x');
        new JournalFiles()
                .binary("COREDUMP", large, "MESSAGE=large")
                .lines(3, "line ")
                .write(file("a"), compress, Map.of());
        List<Seen> all = Seen.read(JournalSource.of(directory));
        assertThat(all).hasSize(4);
        assertThat(all.get(0).value("MESSAGE")).isEqualTo("large");
        assertThat(all.get(0).value("COREDUMP").length()).isEqualTo((4 << 20) - "COREDUMP=".length());
        assertThat(Seen.messages(all)).endsWith("line 2");
    }

    @Test
    void readsSeveralFilesInTheOrderOfJournalctl() throws IOException {
        new JournalFiles()
                .lines(500, "one ")
                .boot("1".repeat(32))
                .lines(500, "one again ")
                .write(file("one"));
        new JournalFiles().later(-1).lines(700, "two ").write(file("two"));
        new JournalFiles().boot("2".repeat(32)).lines(600, "three ").write(file("three"));
        List<Seen> expected = Seen.journalctl(directory);
        assertThat(expected).hasSize(2300);
        Seen.assertSame(Seen.read(JournalSource.of(directory)), expected);
        Seen.assertSame(Seen.read(JournalSource.of(List.of(file("one"), file("two"), file("three")))), expected);
    }

    @Test
    void handsOutAnEntryOnceThatStandsInTwoFiles() throws IOException {
        new JournalFiles().lines(50, "line ").write(file("a"));
        Files.copy(file("a"), file("b"));
        Seen.assertSame(Seen.read(JournalSource.of(directory)), Seen.journalctl(directory));
        assertThat(Seen.read(JournalSource.of(directory))).hasSize(50);
    }

    @Test
    void matchesAsJournalctlDoes() throws IOException {
        new JournalFiles().lines(400, "line ").write(file("a"), false, Map.of("SYSTEMD_JOURNAL_KEYED_HASH", "0"));
        new JournalFiles().later(1).lines(400, "more ").stories(10).write(file("b"), true, Map.of());
        String[][] all = {
            {"_SYSTEMD_UNIT=unit-3.service"},
            {"_SYSTEMD_UNIT=unit-3.service", "_SYSTEMD_UNIT=unit-1.service"},
            {"_SYSTEMD_UNIT=unit-3.service", "PRIORITY=3", "PRIORITY=4", "_PID=103"},
            {"_SYSTEMD_UNIT=none.service"},
            {"MESSAGE=" + "story 2 ".repeat(200)}
        };
        for (String[] matches : all) {
            JournalSource source = JournalSource.of(directory);
            for (String match : matches) {
                source = source.matching(match.split("=", 2)[0], match.split("=", 2)[1]);
            }
            List<String> arguments = new ArrayList<>(List.of("-D", directory.toString()));
            arguments.addAll(List.of(matches));
            Seen.assertSame(Seen.read(source), Seen.journalctl(arguments.toArray(String[]::new)));
        }
    }

    @Test
    void keepsWhatRepeatsAndNamesTheBootOfAnEntryWithoutOne() throws IOException {
        new JournalFiles().lines(20, "line ").write(file("a"));
        try (JournalEntries entries = open(JournalStart.head())) {
            Entry one = new Entry();
            Entry two = new Entry();
            assertThat(entries.next(one)).isTrue();
            assertThat(entries.next(two)).isTrue();
            assertThat(one.field("_HOSTNAME")).isSameAs(two.field("_HOSTNAME"));
            assertThat(one.field("_HOSTNAME").shared()).isTrue();
            assertThat(one.field("MESSAGE").shared()).isFalse();
            assertThat(one.field("_BOOT_ID").text()).isEqualTo(one.bootId()).isEqualTo(JournalFiles.BOOT);
            assertThat(one.field("ABSENT")).isNull();
        }
    }

    private JournalEntries open(JournalStart start) throws IOException {
        return JournalReader.open(JournalSource.of(directory), start, TimeSource.SYSTEM);
    }

    private Path file(String name) {
        return directory.resolve(name + ".journal");
    }
}
