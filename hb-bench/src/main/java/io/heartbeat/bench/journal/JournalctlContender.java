package io.heartbeat.bench.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * systemd's own reader, its output thrown away.
 *
 * @param format {@code export} or {@code json}
 */
record JournalctlContender(String format) implements Contender {
    @Override
    public String name() {
        return "journalctl -o " + format + " > /dev/null";
    }

    @Override
    public Lap lap(Path journal, long entries) throws IOException, InterruptedException {
        return Lapped.run(
                new ProcessBuilder(List.of("journalctl", "-D", journal.toString(), "-o", format, "--no-pager", "-q"))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT));
    }
}
