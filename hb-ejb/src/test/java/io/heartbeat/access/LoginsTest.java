package io.heartbeat.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Fired;
import io.heartbeat.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginsTest {
    private static final String HASH =
            "pbkdf2:sha256:1000$q8Zx$c730773f33e3a2bd517ee9e4cc4c4e4be1e0d8379d6f68f2c5ea8c392d6b7a3e";

    private final Watch watch = new Watch();
    private final Tokens tokens = new TokenBook(watch) {};
    private final Fired<Deed> deeds = new Fired<>();
    private final User ada = new User("ada", "Ada", Optional.empty(), Optional.of(HASH), false, List.of());
    private final Logins logins = logins(ada);

    @Test
    void theRightPasswordGivesATokenThatStands() {
        LoginOutcome outcome = logins.login("ada", "correct horse", null, "192.0.2.1");
        assertThat(outcome).isInstanceOfSatisfying(LoginOutcome.Granted.class, granted -> {
            assertThat(granted.user()).isEqualTo(ada);
            assertThat(tokens.find(granted.token().secret())).map(Login::user).contains("ada");
        });
    }

    @Test
    void wrongOnesWaitLongerAndLongerAndARightOneWaitsWithThem() {
        for (int i = 0; i < 3; i++) {
            assertThat(logins.login("ada", "wrong", null, "192.0.2.1")).isEqualTo(new LoginOutcome.Refused());
        }
        assertThat(logins.login("ada", "correct horse", null, "192.0.2.1"))
                .isEqualTo(new LoginOutcome.Throttled(Duration.ofSeconds(1)));
        watch.pass(Duration.ofSeconds(1));
        assertThat(logins.login("ada", "correct horse", null, "192.0.2.1")).isInstanceOf(LoginOutcome.Granted.class);
    }

    @Test
    void aNameThatIsNotThereIsRefusedLikeAWrongPassword() {
        assertThat(logins.login("nobody", "correct horse", null, "192.0.2.1"))
                .isEqualTo(logins.login("ada", "wrong", null, "192.0.2.2"));
    }

    @Test
    void everyTryLeavesALineButNoNameThatMayBeAPassword() {
        logins.login("ada", "correct horse", null, "192.0.2.1");
        logins.login("ada", "wrong", null, "192.0.2.1");
        logins.login("my secret", "x", null, "192.0.2.1");
        assertThat(deeds.all).extracting(Deed::action).containsExactly("login", "login.refused", "login.refused");
        assertThat(deeds.all.get(0).actor()).isEqualTo(new Actor("ada", "192.0.2.1"));
        assertThat(deeds.all.toString()).doesNotContain("my secret");
    }

    @Test
    void aSecondFactorIsAskedForAndEachCodeOpensOnce() {
        String secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        Logins two = logins(ada.withTotp(secret));
        LoginOutcome first = two.login("ada", "correct horse", null, "192.0.2.1");
        String pending = ((LoginOutcome.SecondFactor) first).pending();
        String code = Totp.code(secret, watch.wall());
        assertThat(two.second(pending, "000000", "192.0.2.1")).isInstanceOf(LoginOutcome.Refused.class);
        assertThat(two.second(pending, code, "192.0.2.1")).isInstanceOf(LoginOutcome.Granted.class);
        assertThat(two.second(pending, code, "192.0.2.1")).isInstanceOf(LoginOutcome.Refused.class);
        assertThat(two.login("ada", "correct horse", code, "192.0.2.1")).isInstanceOf(LoginOutcome.Refused.class);
        watch.pass(Duration.ofSeconds(30));
        String next = Totp.code(secret, watch.wall());
        assertThat(two.login("ada", "correct horse", next, "192.0.2.1")).isInstanceOf(LoginOutcome.Granted.class);
    }

    @Test
    void aPasswordWaitsFiveMinutesForItsCode() {
        String secret = Totp.secret();
        SecondFactors factors = new SecondFactors(watch);
        String pending = factors.begin("ada");
        assertThat(factors.waiting(pending)).contains("ada");
        watch.pass(SecondFactors.PATIENCE);
        assertThat(factors.waiting(pending)).isEmpty();
        assertThat(secret).matches("[A-Z2-7]{32}");
    }

    @Test
    void whoIsInConfirmsThePasswordAsSlowlyAsAtTheLogin() {
        assertThat(logins.confirm("ada", "correct horse", "192.0.2.1")).isEqualTo(new LoginOutcome.Confirmed(ada));
        for (int i = 0; i < 3; i++) {
            assertThat(logins.confirm("ada", "wrong", "192.0.2.1")).isEqualTo(new LoginOutcome.Refused());
        }
        assertThat(logins.confirm("ada", "correct horse", "192.0.2.1")).isInstanceOf(LoginOutcome.Throttled.class);
    }

    private Logins logins(User user) {
        Users users = new Users(new AccessSettings(Map.of("ada", user), Optional.empty(), Map.of(), false));
        Accounts none = new Accounts(null, users, tokens, watch, new Fired<>(), deeds);
        Credentials credentials = new Credentials(users, none, new FakeDirectory());
        return new Logins(
                users,
                credentials,
                none,
                new Telemetry(watch),
                tokens,
                new LoginThrottle(watch),
                new SecondFactors(watch),
                deeds);
    }
}
