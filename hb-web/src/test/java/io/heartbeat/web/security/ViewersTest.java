package io.heartbeat.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.access.AccessSettings;
import io.heartbeat.access.TokenBook;
import io.heartbeat.access.Users;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewersTest {
    private static final String USERS =
            """
            users:
              root: {admin: true}
              ada: {full_name: Ada}
              bob: {}
            hosts:
              web: {owner: ada, monitors: [bob]}
              db: {managers: [bob]}
            """;

    @TempDir
    Path directory;

    private final TokenBook tokens = new TokenBook(TimeSource.SYSTEM) {};

    @Test
    void aUserSeesTheHostsOfItsRoles() throws IOException {
        Viewers viewers = viewers(USERS);
        Viewer ada = byToken(viewers, "ada");
        assertThat(ada.name()).isEqualTo("ada");
        assertThat(ada.admin()).isFalse();
        assertThat(ada.sees("web")).isTrue();
        assertThat(ada.sees("db")).isFalse();
        assertThat(ada.sees("unnamed")).isFalse();
        Viewer bob = byToken(viewers, "bob");
        assertThat(bob.sees("web")).isTrue();
        assertThat(bob.sees("db")).isTrue();
        Viewer root = byToken(viewers, "root");
        assertThat(root.admin()).isTrue();
        assertThat(root.sees("unnamed")).isTrue();
    }

    @Test
    void theSecretMayComeInThreeWays() throws IOException {
        Viewers viewers = viewers(USERS);
        String secret = tokens.issue("ada").secret();
        assertThat(viewers.ofHandshake("Bearer " + secret, null, null)).isPresent();
        assertThat(viewers.ofHandshake("bearer  " + secret, null, null)).isPresent();
        assertThat(viewers.ofHandshake(null, "a=b; hb_session=" + secret + "; c", null))
                .isPresent();
        assertThat(viewers.ofHandshake(null, null, secret)).isPresent();
    }

    @Test
    void whoProvesNothingIsRefused() throws IOException {
        Viewers viewers = viewers(USERS);
        String secret = tokens.issue("ada").secret();
        assertThat(viewers.ofHandshake(null, null, null)).isEmpty();
        assertThat(viewers.ofHandshake("Bearer x", null, null)).isEmpty();
        assertThat(viewers.ofHandshake("Basic " + secret, null, null)).isEmpty();
        assertThat(viewers.ofHandshake(null, "xhb_session=" + secret, "")).isEmpty();
        assertThat(viewers.ofHandshake(null, null, tokens.issue("gone").secret()))
                .isEmpty();
    }

    @Test
    void aViewerEndsWithItsLogin() throws IOException {
        String secret = tokens.issue("ada").secret();
        Viewer ada = viewers(USERS).ofHandshake(null, null, secret).orElseThrow();
        assertThat(ada.valid()).isTrue();
        tokens.revoke(secret);
        assertThat(ada.valid()).isFalse();
        assertThat(ada.toString()).doesNotContain(secret);
    }

    @Test
    void withoutUsersEverybodySeesEverything() throws IOException {
        Viewer anybody = viewers("").ofHandshake(null, null, null).orElseThrow();
        assertThat(anybody.name()).isNull();
        assertThat(anybody.admin()).isTrue();
        assertThat(anybody.sees("web")).isTrue();
    }

    @Test
    void anonymousViewersSeeAndDoNotAct() throws IOException {
        Viewer anybody = viewers(USERS + "allow_anonymous: true\n")
                .ofHandshake(null, null, "wrong")
                .orElseThrow();
        assertThat(anybody.sees("web")).isTrue();
        assertThat(anybody.admin()).isFalse();
    }

    private Viewer byToken(Viewers viewers, String user) {
        return viewers.ofHandshake(null, null, tokens.issue(user).secret()).orElseThrow();
    }

    private Viewers viewers(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("hb.yaml"), yaml);
        return new Viewers(new Users(Settings.read(file, Map.of(), AccessSettings::from)), tokens);
    }
}
