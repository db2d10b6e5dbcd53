package io.heartbeat.bench.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.access.AccessSettings;
import io.heartbeat.access.Passwords;
import io.heartbeat.access.User;
import io.heartbeat.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server with very many users can be logged into. */
class UserPagesTest {
    @TempDir
    Path folder;

    @Test
    void theConfigurationHasAnAdministratorWhoseWordFits() throws IOException {
        Path file = Files.writeString(folder.resolve("hb.yaml"), UserPages.settings(100));
        Map<String, User> users =
                Settings.read(file, Map.of(), AccessSettings::from).users();
        assertThat(users).hasSize(100);
        assertThat(users.get("boss").admin()).isTrue();
        assertThat(Passwords.matches(users.get("boss").password().orElseThrow(), UserPages.PASSWORD))
                .isTrue();
        assertThat(users.get("user-99").admin()).isFalse();
    }
}
