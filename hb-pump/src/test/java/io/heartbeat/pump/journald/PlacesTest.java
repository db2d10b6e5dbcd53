package io.heartbeat.pump.journald;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files belong to a source. */
class PlacesTest {
    private static final String ID = "a".repeat(32);
    private static final String OTHER = "b".repeat(32);

    @TempDir
    Path root;

    @BeforeEach
    void files() throws IOException {
        write("var/log/journal/" + ID + "/system.journal", "system");
        write("var/log/journal/" + ID + "/system@0-0-0.journal", "archived");
        write("var/log/journal/" + ID + "/user-1234.journal", "user");
        write("var/log/journal/" + ID + ".blue/system.journal", "blue");
        write("var/log/journal/" + OTHER + "/system.journal", "other");
        write("run/log/journal/" + ID + "/system.journal", "runtime");
        Files.writeString(root.resolve("var/log/journal/" + ID + "/notes.txt"), "ignored");
    }

    private void write(String path, String message) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        new JournalFiles()
                .boot(message.repeat(32).replaceAll("[^a-f]", "c").substring(0, 32))
                .entry("MESSAGE=" + message)
                .write(file);
    }

    @Test
    void readsThisMachineOrAll() throws IOException {
        assertThat(read(null, null, JournalFlag.LOCAL_ONLY))
                .containsExactlyInAnyOrder("system", "archived", "user", "runtime");
        assertThat(read(null, null)).containsExactlyInAnyOrder("system", "archived", "user", "runtime", "other");
    }

    @Test
    void readsWhatIsGoneAfterARestart() throws IOException {
        assertThat(read(null, null, JournalFlag.RUNTIME_ONLY)).containsExactly("runtime");
    }

    @Test
    void readsOneNamespace() throws IOException {
        assertThat(read(null, "blue", JournalFlag.LOCAL_ONLY)).containsExactly("blue");
        assertThat(read(null, "red")).isEmpty();
    }

    @Test
    void readsTheSystemOrOneUser() throws IOException {
        assertThat(read(null, null, JournalFlag.SYSTEM, JournalFlag.LOCAL_ONLY))
                .containsExactlyInAnyOrder("system", "archived", "runtime");
        assertThat(read(null, null, JournalFlag.CURRENT_USER)).containsExactly("user");
    }

    @Test
    void readsAnotherRootAndADirectoryAnywhere() throws IOException {
        assertThat(read(root, null, JournalFlag.OS_ROOT))
                .containsExactlyInAnyOrder("system", "archived", "user", "runtime", "other");
        assertThat(read(root.resolve("var/log/journal/" + ID), null))
                .containsExactlyInAnyOrder("system", "archived", "user");
        assertThat(read(root.resolve("var/log/journal"), null))
                .containsExactlyInAnyOrder("system", "archived", "user", "other");
        assertThat(read(root.resolve("nowhere"), null)).isEmpty();
    }

    @Test
    void understandsTheNumbersOfFlags() {
        assertThat(JournalFlag.of(0)).isEmpty();
        assertThat(JournalFlag.of(5)).containsExactlyInAnyOrder(JournalFlag.LOCAL_ONLY, JournalFlag.SYSTEM);
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException().isThrownBy(() -> JournalFlag.of(64));
    }

    private List<String> read(Path path, String namespace, JournalFlag... flags) throws IOException {
        JournalSource source = new JournalSource(path, List.of(), namespace, Set.of(flags), List.of());
        Machine machine = new Machine(root, ID, "0".repeat(32), 1234);
        try (FileEntries entries =
                new FileEntries(source, JournalStart.head(), TimeSource.SYSTEM, machine, file -> false)) {
            return Seen.messages(Seen.all(entries));
        }
    }
}
