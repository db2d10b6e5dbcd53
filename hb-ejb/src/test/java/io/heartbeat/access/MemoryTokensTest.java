package io.heartbeat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryTokensTest {
    private final Watch watch = new Watch();
    private final MemoryTokens tokens = new MemoryTokens(watch);

    @Test
    void aSecretProvesItsLoginUntilItExpires() {
        Tokens.Issued issued = tokens.issue("ada");
        assertThat(issued.secret()).matches("[A-Za-z0-9_-]{43}");
        assertThat(issued.login().expires()).isEqualTo("2026-11-22T12:00:00Z");
        watch.pass(MemoryTokens.LIFETIME.minusSeconds(1));
        assertThat(tokens.find(issued.secret())).contains(issued.login());
        watch.pass(Duration.ofSeconds(1));
        assertThat(tokens.find(issued.secret())).isEmpty();
    }

    @Test
    void revokingEndsOneLoginOnly() {
        String first = tokens.issue("ada").secret();
        String second = tokens.issue("ada").secret();
        tokens.revoke(first);
        assertThat(tokens.find(first)).isEmpty();
        assertThat(tokens.find(second)).isPresent();
        assertThat(tokens.find("")).isEmpty();
    }

    @Test
    void theOldestGiveWay() {
        String first = tokens.issue("ada").secret();
        for (int i = 0; i < MemoryTokens.MOST; i++) {
            tokens.issue("bob");
        }
        assertThat(tokens.find(first)).isEmpty();
    }

    @Test
    void noSecretInAText() {
        Tokens.Issued issued = tokens.issue("ada");
        assertThat(issued.toString()).doesNotContain(issued.secret());
    }
}
