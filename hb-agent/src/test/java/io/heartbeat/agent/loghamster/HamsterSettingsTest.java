package io.heartbeat.agent.loghamster;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.agent.loghamster.HamsterSettings.Method;
import io.heartbeat.agent.loghamster.HamsterSettings.OnRotate;
import io.heartbeat.settings.Settings;
import io.heartbeat.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HamsterSettingsTest {
    @TempDir
    Path folder;

    private HamsterSettings read(String toml) throws IOException {
        Path file = Files.writeString(folder.resolve("loghamster.toml"), toml);
        return Settings.read(file, Map.of(), root -> HamsterSettings.from(root, "me", folder));
    }

    private List<String> problems(String toml) throws IOException {
        try {
            read(toml);
            return List.of();
        } catch (SettingsException e) {
            return e.problems().stream()
                    .map(problem -> problem.toString().replace(folder + "/", ""))
                    .toList();
        }
    }

    @Test
    void theOriginalsFileIsReadAsItIs() throws IOException {
        HamsterSettings settings = read(
                """
                debug = true
                mode = "client"
                [server]
                listen = ":7007"
                basedirectory = "/x"
                [target]
                hostname = "logs.example.org"
                port = 7107
                compress = true
                [[input]]
                name = "web1"
                path = "/var/log/app.log"
                watch = true
                method = "send"
                onrotate = "delete"
                [[input]]
                path = "/var/spool"
                watch = "*.csv"
                [output.a]
                path = "/y"
                [prometheus]
                enabled = false
                """);
        assertThat(settings.target().host()).isEqualTo("logs.example.org");
        assertThat(settings.target().port()).isEqualTo(7107);
        assertThat(settings.target().compress()).isTrue();
        assertThat(settings.inputs()).hasSize(2);
        assertThat(settings.inputs().get(0).name()).isEqualTo("web1");
        assertThat(settings.inputs().get(0).method()).isEqualTo(Method.SEND);
        assertThat(settings.inputs().get(0).onRotate()).isEqualTo(OnRotate.DELETE);
        assertThat(settings.inputs().get(1).name()).isEqualTo("me");
        assertThat(settings.inputs().get(1).files().pattern()).isEqualTo("*.csv");
        assertThat(settings.batch()).isEqualTo(4096);
    }

    @Test
    void problemsNameFileLineAndKey() throws IOException {
        assertThat(problems("[target]\nport = 7007\n"))
                .contains("loghamster.toml:1: target: needs hostname: the LogHamster server")
                .anyMatch(line -> line.contains("input: names no file"));
        assertThat(problems("mode = \"server\"\n[target]\nhostname = \"h\"\n[[input]]\npath = \"/a\"\n"))
                .singleElement()
                .asString()
                .startsWith("loghamster.toml:1: mode: is server: that is hbd's");
        assertThat(problems("[target]\nhostname = \"h\"\n[[input]]\npath = \"/a\"\nonrotate = \"shred\"\n"))
                .containsExactly("loghamster.toml:5: input[0].onrotate: must be one of follow, delete; found `shred`");
    }
}
