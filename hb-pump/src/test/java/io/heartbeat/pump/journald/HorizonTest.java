package io.heartbeat.pump.journald;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries of one source in two files come in the order of their numbers, however the files are looked at. */
class HorizonTest {
    @TempDir
    Path directory;

    private final Horizon horizon = new Horizon();

    @Test
    void waitsForTheLookThatShowsTheOtherFile() throws IOException {
        FileHeader system = header(10);
        horizon.saw(system);
        assertThat(horizon.holds(entry(10))).isTrue();
        assertThat(horizon.advance()).isTrue();
        horizon.saw(system);
        assertThat(horizon.holds(entry(10))).isFalse();
        // The other file had number 11 before this one had 12: the next look shows it.
        horizon.advance();
        horizon.saw(header(12));
        assertThat(horizon.holds(entry(12))).isTrue();
        assertThat(horizon.holds(entry(10))).isFalse();
        horizon.advance();
        assertThat(horizon.holds(entry(12))).isFalse();
        assertThat(horizon.advance()).isFalse();
    }

    @Test
    void doesNotWaitForANumberThatNoFileClaims() throws IOException {
        horizon.saw(header(10));
        horizon.advance();
        assertThat(horizon.holds(entry(1_000_000))).isFalse();
    }

    private FileHeader header(long tail) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(272).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, Layout.SIGNATURE).putLong(160, tail).put(87, (byte) 5);
        Path file = Files.write(directory.resolve("header"), bytes.array());
        FileHeader header = new FileHeader();
        try (FileBytes read = new FileBytes(file, new Pages(), 1)) {
            assertThat(header.read(read)).isTrue();
        }
        return header;
    }

    private static Position entry(long seqnum) {
        Position entry = new Position();
        entry.seqnumIdLow = 5;
        entry.seqnum = seqnum;
        return entry;
    }
}
