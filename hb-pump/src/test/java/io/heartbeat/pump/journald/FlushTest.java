package io.heartbeat.pump.journald;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** journald copies its volatile files to the disk once that is there: what was read is not read again. */
class FlushTest {
    private static final String ID = "a".repeat(32);

    @TempDir
    Path root;

    @Test
    void readsTheCopiesOnlyFromWhereItWas() throws Exception {
        Path runtime = file("run", "system.journal");
        Path disk = file("var", "system.journal");
        new JournalFiles().lines(30, "line ").write(runtime);
        JournalSource source = new JournalSource(root, List.of(), null, Set.of(JournalFlag.OS_ROOT), List.of());
        Machine machine = new Machine(Path.of("/"), ID, "0".repeat(32), 0);
        try (FileEntries entries =
                new FileEntries(source, JournalStart.head(), TimeSource.SYSTEM, machine, file -> false)) {
            Entry entry = new Entry();
            for (int i = 0; i < 20; i++) {
                assertThat(entries.next(entry)).isTrue();
            }
            Path beside = root.resolve("copy.journal");
            new JournalFiles().lines(30, "line ").lines(5, "more ").write(beside);
            Files.move(beside, disk);
            Files.delete(runtime);
            assertThat(entries.await(Duration.ofSeconds(30))).isTrue();
            List<String> rest = Seen.messages(Seen.all(entries));
            while (!rest.contains("more 4")) {
                entries.await(Duration.ofSeconds(30));
                rest = new java.util.ArrayList<>(rest);
                rest.addAll(Seen.messages(Seen.all(entries)));
            }
            assertThat(rest).hasSize(15).startsWith("line 20").endsWith("more 4");
        }
    }

    private Path file(String where, String name) throws IOException {
        return Files.createDirectories(root.resolve(where + "/log/journal/" + ID))
                .resolve(name);
    }
}
