package io.heartbeat.pump.journald;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
