package io.heartbeat.bench.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JournalCommandTest {
    @TempDir
    Path directory;

    @Test
    void letsEverybodyReadTheSameJournal() throws Exception {
        StringWriter out = new StringWriter();
        Path markdown = directory.resolve("tables.md");
        CommandLine command = new CommandLine(new JournalCommand()).setOut(new PrintWriter(out, true));
        int exit = command.execute(
                "--entries", "300", "--rounds", "1", "--dir", directory.toString(), "--markdown", markdown.toString());
        // Nothing is asserted of speed: the goal may be missed by so short a run.
        assertThat(exit).as(out.toString()).isBetween(0, 1);
        assertThat(Files.readString(markdown))
                .contains(
                        "Reading a journal of 300 entries",
                        "hbc's reader, warm",
                        "journalctl -o json",
                        "journalctl -o export");
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(markdown);
        }
    }
}
