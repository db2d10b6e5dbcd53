package io.heartbeat.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandSettingsTest {
    @TempDir
    Path folder;

    private CommandSettings read(String yaml, String packaged) throws IOException {
        Path file = Files.writeString(folder.resolve("hb.yaml"), yaml);
        return Settings.read(file, Map.of(), root -> CommandSettings.from(root, folder, packaged));
    }

    @Test
    void hasItsDefaultsAndTheFolderThatCameWithTheServer() throws IOException {
        assertThat(read("{}", "").agentDir()).isEqualTo(folder.resolve("agent"));
        assertThat(read("{}", "/opt/hbd/agent").agentDir()).isEqualTo(Path.of("/opt/hbd/agent"));
        assertThat(read("{}", "").agentUrl()).isEmpty();
        assertThat(read("{}", "").keep()).isEqualTo(Duration.ofDays(90));
        assertThat(read("agent_dir: /srv/agents", "/opt").agentDir()).isEqualTo(Path.of("/srv/agents"));
    }

    @Test
    void theAddressEndsWithoutASlash() throws IOException {
        assertThat(read("agent_url: https://hb.example.org:50006//", "").agentUrl())
                .contains("https://hb.example.org:50006");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hb.example.org",
                "hb.example.org",
                "https://",
                "https://u:p@hb",
                "https://hb/?x",
                "https://h b"
            })
    void anotherAddressIsAProblem(String url) {
        assertThatThrownBy(() -> read("agent_url: '" + url + "'", ""))
                .hasMessageContaining("agent_url")
                .hasMessageContaining("https");
    }
}
