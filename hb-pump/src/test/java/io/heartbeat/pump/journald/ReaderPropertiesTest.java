package io.heartbeat.pump.journald;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Random damage and known hashes. */
class ReaderPropertiesTest {
    private static final int ENTRIES = 120;
    private static final Path[] FILES = new Path[2];

    @BeforeContainer
    static void soundFiles() throws IOException {
        for (int i = 0; i < 2; i++) {
            FILES[i] = Files.createTempDirectory("damage").resolve("a.journal");
            new JournalFiles()
                    .lines(100, "line ")
                    .stories(20)
                    .write(FILES[i], true, Map.of("SYSTEMD_JOURNAL_COMPACT", Integer.toString(i)));
        }
    }

    @AfterContainer
    static void remove() throws IOException {
        for (Path file : FILES) {
            Files.delete(file);
            Files.delete(file.getParent());
        }
    }

    /** However many bytes are turned over among the objects, reading ends, and hands out no more than can be there. */
    @Property(tries = 300, seed = "50003")
    void anyDamageEnds(
            @ForAll @IntRange(max = 1) int which,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 60_000) Integer> places,
            @ForAll byte mask)
            throws IOException {
        byte[] bytes = Files.readAllBytes(FILES[which]);
        int objects = 5_600_000;
        for (int place : places) {
            int at = place < 272 ? place : Math.min(bytes.length - 1, tables(bytes) + place);
            bytes[at] ^= (byte) (mask | 1);
        }
        assertThat(objects).isPositive();
        Path damaged = FILES[which].resolveSibling("damaged.journal");
        Files.write(damaged, bytes);
        Machine machine = new Machine(Path.of("/nowhere"), "", "0".repeat(32), 0);
        try (FileEntries entries = new FileEntries(
                JournalSource.of(List.of(damaged)), JournalStart.head(), TimeSource.SYSTEM, machine, file -> false)) {
            assertThat(Seen.all(entries).size()).isLessThan(20 * ENTRIES);
        } finally {
            Files.delete(damaged);
        }
    }

    /** Where the entries and data begin: behind the large tables. */
    private static int tables(byte[] bytes) {
        return (int) (Bytes.u64(bytes, 104) + Bytes.u64(bytes, 112));
    }

    @Property(tries = 200, seed = "50003")
    void aCursorIsThatOfSystemd(@ForAll long a, @ForAll long b, @ForAll long c) {
        Cursor cursor = new Cursor(a, b, c, b, a, c, a, b);
        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
        assertThat(cursor.position().cursor()).isEqualTo(cursor);
    }

    /** Test vectors of the papers. */
    @net.jqwik.api.Example
    void hashesAreThoseOfTheirInventors() {
        byte[] key = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
        byte[] fifteen = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e");
        assertThat(SipHash.hash(key, fifteen)).isEqualTo(0xa129ca6149be45e5L);
        assertThat(JenkinsHash.hash(new byte[0])).isEqualTo(0xdeadbeefdeadbeefL);
        byte[] four = "Four score and seven years ago".getBytes(StandardCharsets.US_ASCII);
        assertThat(JenkinsHash.hash(four)).isEqualTo(0x17770551ce7226e6L);
    }
}
