package io.heartbeat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final Watch watch = new Watch();
    private final LoginThrottle throttle = new LoginThrottle(watch);

    @Test
    void eachFailureOfAnAccountDoublesTheWaitUpToHalfAMinute() {
        for (int i = 0; i < 3; i++) {
            assertThat(throttle.attempt("ada", "10.0.0." + i)).isZero();
        }
        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThat(throttle.attempt("ada", "10.0.1." + seconds)).isEqualTo(Duration.ofSeconds(seconds));
            watch.pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(throttle.attempt("ada", "10.0.2.1")).isEqualTo(Duration.ofMillis(1));
            watch.pass(Duration.ofMillis(1));
            assertThat(throttle.attempt("ada", "10.0.3." + seconds)).isZero();
        }
        assertThat(throttle.attempt("bob", "10.0.0.9")).isZero();
    }

    @Test
    void anAddressThatTriesManyAccountsWaitsToo() {
        for (int i = 0; i < 10; i++) {
            assertThat(throttle.attempt("user" + i, "192.0.2.1")).isZero();
        }
        assertThat(throttle.attempt("user99", "192.0.2.1")).isEqualTo(Duration.ofSeconds(1));
        assertThat(throttle.attempt("user99", "192.0.2.2")).isZero();
    }

    @Test
    void successForgivesTheAccount() {
        throttle.attempt("ada", "192.0.2.1");
        throttle.attempt("ada", "192.0.2.1");
        throttle.attempt("ada", "192.0.2.1");
        throttle.succeeded("ada", "192.0.2.1");
        assertThat(throttle.attempt("ada", "192.0.2.1")).isZero();
    }

    @Test
    void anHourForgets() {
        for (int i = 0; i < 3; i++) {
            throttle.attempt("ada", "192.0.2.1");
        }
        watch.pass(Duration.ofMinutes(61));
        assertThat(throttle.attempt("ada", "192.0.2.1")).isZero();
        assertThat(throttle.attempt("ada", "192.0.2.1")).isZero();
    }

    @Test
    void inventedNamesDoNotFillTheMemory() {
        for (int i = 0; i < LoginThrottle.MOST; i++) {
            throttle.attempt("x".repeat(200) + i, "address" + i);
        }
        assertThat(throttle.size()).isLessThanOrEqualTo(LoginThrottle.MOST);
    }
}
