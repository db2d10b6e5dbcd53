package io.heartbeat.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.notify.Audience;
import io.heartbeat.settings.Settings;
import io.heartbeat.settings.SettingsReloaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {
    /** Its password is {@code correct horse}. */
    private static final String HASH =
            "pbkdf2:sha256:1000$q8Zx$c730773f33e3a2bd517ee9e4cc4c4e4be1e0d8379d6f68f2c5ea8c392d6b7a3e";

    private static final String YAML =
            """
            users:
              ada: {password: "%s"}
              root: {admin: true, password: "%s"}
              mute: {}
            hosts:
              web: {owner: ada, managers: [mute]}
              db: {monitors: [ada]}
            """
                    .formatted(HASH, HASH);

    @TempDir
    Path directory;

    @Test
    void onlyTheRightPasswordOfAUserWhoHasOne() throws IOException {
        Users users = users(YAML);
        assertThat(users.verify("ada", "correct horse")).map(User::name).contains("ada");
        assertThat(users.verify("ada", "wrong")).isEmpty();
        assertThat(users.verify("mute", "correct horse")).isEmpty();
        assertThat(users.verify("nobody", "correct horse")).isEmpty();
        assertThat(users.verify("", "")).isEmpty();
    }

    @Test
    void rolesPerHost() throws IOException {
        Users users = users(YAML);
        assertThat(users.role("ada", "web")).contains(Role.OWNER);
        assertThat(users.role("mute", "web")).contains(Role.MANAGER);
        assertThat(users.role("ada", "db")).contains(Role.MONITOR);
        assertThat(users.role("mute", "db")).isEmpty();
        assertThat(users.role("ada", "unnamed")).isEmpty();
        assertThat(users.role("root", "unnamed")).contains(Role.OWNER);
        assertThat(users.role("nobody", "web")).isEmpty();
        assertThat(Role.MANAGER.includes(Role.MONITOR)).isTrue();
        assertThat(Role.MANAGER.includes(Role.OWNER)).isFalse();
    }

    @Test
    void peopleAreToldOfHostsThatTheyMaySee() throws IOException {
        People people = new People(users(YAML));
        assertThat(people.of("db")).extracting(Audience.Person::name).containsExactly("ada", "root");
        assertThat(people.of("web")).extracting(Audience.Person::role).containsExactly("owner", "manager", "owner");
        assertThat(people.find("mute", "db")).isEmpty();
        assertThat(people.find("mute", "")).isPresent();
        assertThat(people.find("nobody", "")).isEmpty();
    }

    @Test
    void theDefaultOwnerOwnsWhatNobodyOwns() throws IOException {
        Users users = users(YAML + "default_owner: mute\n");
        assertThat(users.role("mute", "unnamed")).contains(Role.OWNER);
        assertThat(users.role("mute", "db")).contains(Role.OWNER);
        assertThat(users.role("mute", "web")).contains(Role.MANAGER);
    }

    @Test
    void aReloadCountsAtOnce() throws IOException {
        Users users = users("");
        assertThat(users.none()).isTrue();
        users.reloaded(new SettingsReloaded<>(settings(YAML)));
        assertThat(users.none()).isFalse();
        assertThat(users.find("ada")).isPresent();
    }

    private Users users(String yaml) throws IOException {
        return new Users(settings(yaml));
    }

    private AccessSettings settings(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("hb.yaml"), yaml);
        return Settings.read(file, Map.of(), AccessSettings::from);
    }
}
