package io.heartbeat.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowListTest {
    @TempDir
    Path folder;

    private AllowList read(String yaml, boolean signed) throws IOException {
        Path file = Files.writeString(folder.resolve("hbc.yaml"), yaml);
        return Settings.read(file, Map.of(), root -> AllowList.from(root, signed));
    }

    @Test
    void isEmptyUnlessTheConfigurationSaysOtherwise() throws IOException {
        assertThat(read("{}", false)).isEqualTo(AllowList.NOTHING);
        assertThat(read("{}", true).nothing()).isTrue();
    }

    @Test
    void readsListsAndMaps() throws IOException {
        AllowList list = read(
                """
                commands:
                  up: [/usr/bin/uptime, -p]
                  one: /usr/bin/uptime
                  tail: {argv: [/usr/bin/tail, -n], args: ["[0-9]{1,3}"], timeout: 5, user: adm}
                """,
                true);

        assertThat(list.commands().get("up").line(List.of())).containsExactly("/usr/bin/uptime", "-p");
        assertThat(list.commands().get("up").timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(list.commands().get("one").line(List.of())).containsExactly("/usr/bin/uptime");
        Allowed tail = list.commands().get("tail");
        assertThat(tail.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(tail.line(List.of("7")))
                .containsExactly("/usr/sbin/runuser", "-u", "adm", "--", "/usr/bin/tail", "-n", "7");
        assertThat(tail.allows(List.of("7"))).isTrue();
        assertThat(tail.allows(List.of())).isTrue();
        assertThat(tail.allows(List.of("7 "))).isFalse();
        assertThat(tail.allows(List.of("7", "8"))).isFalse();
        assertThat(list.told("1.0").get("commands").toString()).contains("tail", "args=1");
        assertThat(list.told("1.0")).containsEntry("upgrade", false).containsEntry("version", "1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "commands: {up: [uptime]} | whole path",
                "commands: {up: []} | whole path",
                "commands: {up: {argv: [/bin/x], args: ['(']}} | no regular expression",
                "commands: {up: {argv: [/bin/x], user: 'a b'}} | a user of this machine",
                "commands: {up: {argv: [/bin/x], timeout: 2h}} | timeout",
                "commands: {up: {argv: [/bin/x], shell: true}} | shell: unknown key",
                "commands: {'a b': [/bin/x]} | a command's name",
                "upgrade: perhaps | true or false"
            })
    void saysWhatIsWrong(String yaml, String problem) {
        assertThatThrownBy(() -> read(yaml, true)).hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"commands: {up: [/bin/x]}", "upgrade: true"})
    void nothingCanBeOrderedWithoutAKey(String yaml) {
        assertThatThrownBy(() -> read(yaml, false)).hasMessageContaining("signed frames only");
    }
}
