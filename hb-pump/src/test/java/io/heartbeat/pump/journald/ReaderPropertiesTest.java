package io.heartbeat.pump.journald;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Random damage and known hashes. */
class ReaderPropertiesTest {
    /** However many bytes are turned over, reading ends, and hands out no more than can be there. */
    @Property(tries = 300, seed = "50003")
    void anyDamageEnds(
            @ForAll boolean compact,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 3000) Integer> places,
            @ForAll byte mask)
            throws IOException {
        byte[] bytes = TinyJournal.sample(compact);
        for (int place : places) {
            bytes[place % bytes.length] ^= (byte) (mask | 1);
        }
        assertThat(read(bytes).size()).isLessThan(100);
    }

    /** The files that the damage is done to are sound: journalctl says so. */
    @Property(tries = 2, seed = "50003")
    void tinyJournalsAreJournals(@ForAll boolean compact) throws IOException {
        byte[] bytes = TinyJournal.sample(compact);
        List<Seen> ours = read(bytes);
        assertThat(Seen.messages(ours)).containsExactly("one", "two", "three", "four", "five", "six");
        Path file = Files.write(Files.createTempFile("tiny", ".journal"), bytes);
        Seen.assertSame(ours, Seen.journalctl("--file=" + file));
        Files.delete(file);
    }

    private static List<Seen> read(byte[] bytes) throws IOException {
        Path file = Files.write(Files.createTempFile("tiny", ".journal"), bytes);
        Machine machine = new Machine(Path.of("/nowhere"), "", "0".repeat(32), 0);
        try (FileEntries entries = new FileEntries(
                JournalSource.of(List.of(file)), JournalStart.head(), TimeSource.SYSTEM, machine, path -> false)) {
            return Seen.all(entries);
        } finally {
            Files.delete(file);
        }
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
