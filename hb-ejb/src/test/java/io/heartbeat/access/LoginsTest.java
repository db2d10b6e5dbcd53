package io.heartbeat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginsTest {
    private static final String HASH =
            "pbkdf2:sha256:1000$q8Zx$c730773f33e3a2bd517ee9e4cc4c4e4be1e0d8379d6f68f2c5ea8c392d6b7a3e";

    private final Watch watch = new Watch();
    private final Tokens tokens = new MemoryTokens(watch);
    private final User ada = new User("ada", "Ada", Optional.empty(), Optional.of(HASH), false, List.of());
    private final Logins logins = new Logins(
            new Users(new AccessSettings(Map.of("ada", ada), Optional.empty(), Map.of(), false)),
            tokens,
            new LoginThrottle(watch));

    @Test
    void theRightPasswordGivesATokenThatStands() {
        LoginOutcome outcome = logins.login("ada", "correct horse", "192.0.2.1");
        assertThat(outcome).isInstanceOfSatisfying(LoginOutcome.Granted.class, granted -> {
            assertThat(granted.user()).isEqualTo(ada);
            assertThat(tokens.find(granted.token().secret())).map(Login::user).contains("ada");
        });
    }

    @Test
    void wrongOnesWaitLongerAndLongerAndARightOneWaitsWithThem() {
        for (int i = 0; i < 3; i++) {
            assertThat(logins.login("ada", "wrong", "192.0.2.1")).isEqualTo(new LoginOutcome.Refused());
        }
        assertThat(logins.login("ada", "correct horse", "192.0.2.1"))
                .isEqualTo(new LoginOutcome.Throttled(Duration.ofSeconds(1)));
        watch.pass(Duration.ofSeconds(1));
        assertThat(logins.login("ada", "correct horse", "192.0.2.1")).isInstanceOf(LoginOutcome.Granted.class);
    }

    @Test
    void aNameThatIsNotThereIsRefusedLikeAWrongPassword() {
        assertThat(logins.login("nobody", "correct horse", "192.0.2.1"))
                .isEqualTo(logins.login("ada", "wrong", "192.0.2.2"));
    }
}
