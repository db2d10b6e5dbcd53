package io.heartbeat.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.protocol.MessageType;
import io.heartbeat.settings.Settings;
import io.heartbeat.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalSettingsTest {
    @TempDir
    Path directory;

    @Test
    void liveUnderTheDataDirectoryByDefault() throws IOException {
        assertThat(read("")).isEqualTo(JournalSettings.of(directory.resolve("data/journal/messages.journal")));
    }

    @Test
    void everyKeyIsRead() throws IOException {
        JournalSettings settings = read(
                """
                journal_enabled: true
                journal_dir: %s
                journal_file: all.log
                journal_max_size: 5MB
                journal_max_backups: 3
                journal_compress: yes
                journal_rotate_every: 1d
                journal_types: [HTB, res]
                journal_dedup_window: 10s
                journal_encrypt_key: "qrvM3e7/ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJk="
                journal_format: cef
                journal_syslog: {host: logs, protocol: tcp, facility: local3, format: gelf}
                journal_gelf: {host: graylog, port: 1}
                """
                        .formatted(directory));
        assertThat(settings.file()).isEqualTo(directory.resolve("all.log"));
        assertThat(settings.maxSize()).isEqualTo(5_000_000);
        assertThat(settings.rotateEvery()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.types()).containsExactlyInAnyOrder(MessageType.HTB, MessageType.RES);
        assertThat(settings.dedupWindow()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.outputs())
                .containsExactly(
                        new OutputSettings(
                                OutputSettings.Kind.FILE,
                                OutputSettings.Format.CEF,
                                directory.resolve("all.cef"),
                                null,
                                0,
                                OutputSettings.Protocol.TCP,
                                OutputSettings.Facility.LOCAL0),
                        new OutputSettings(
                                OutputSettings.Kind.SYSLOG,
                                OutputSettings.Format.GELF,
                                null,
                                "logs",
                                514,
                                OutputSettings.Protocol.TCP,
                                OutputSettings.Facility.LOCAL3),
                        new OutputSettings(
                                OutputSettings.Kind.GELF,
                                OutputSettings.Format.GELF,
                                null,
                                "graylog",
                                1,
                                OutputSettings.Protocol.UDP,
                                OutputSettings.Facility.LOCAL0));
        assertThat(settings.toString()).doesNotContain("qrvM3e7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "journal_types: [HTB, FOO] | journal_types: `FOO` is none of HTB, PLG, RES",
                "journal_file: a/b | journal_file: must be the name of a file",
                "journal_encrypt_key: short | journal_encrypt_key: must be 32 bytes",
                "journal_sign_key_file: /nowhere | journal_sign_key_file: cannot be used: /nowhere: there is no such file; make one with: openssl",
                "journal_syslog: {port: 514} | journal_syslog.host: is needed",
                "journal_syslog: {host: h, facility: x} | journal_syslog.facility: must be one of kern",
                "journal_format: xml | journal_format: must be one of json",
                "journal_format_file: messages.journal | journal_format_file: must be the name of another file",
            })
    void wrongValuesNameTheKey(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(message);
    }

    private JournalSettings read(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("hb.yaml"), yaml);
        return Settings.read(file, Map.of(), root -> JournalSettings.from(root, directory.resolve("data")));
    }
}
