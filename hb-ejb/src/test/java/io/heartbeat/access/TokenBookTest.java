package io.heartbeat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBookTest {
    private final Watch watch = new Watch();
    private final TokenBook tokens = new TokenBook(watch) {};

    @Test
    void aSecretProvesItsLoginUntilItExpires() {
        Tokens.Issued issued = tokens.issue("ada");
        assertThat(issued.secret()).matches("[A-Za-z0-9_-]{43}");
        assertThat(issued.login().expires()).isEqualTo("2026-11-22T12:00:00Z");
        watch.pass(Tokens.LOGIN.minusSeconds(1));
        assertThat(tokens.find(issued.secret()))
                .map(Login::id)
                .contains(issued.login().id());
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
        for (int i = 0; i < TokenBook.MOST; i++) {
            tokens.issue("bob");
        }
        assertThat(tokens.find(first)).isEmpty();
    }

    @Test
    void noSecretInAText() {
        Tokens.Issued issued = tokens.issue("ada");
        assertThat(issued.toString()).doesNotContain(issued.secret());
    }

    @Test
    void apiTokensOutliveTheFloodAndEndOneByOne() {
        Tokens.Issued api = tokens.issue("ada", "backup job", Scope.READ, Duration.ofDays(90));
        for (int i = 0; i < TokenBook.MOST; i++) {
            tokens.issue("bob");
        }
        assertThat(tokens.find(api.secret())).map(Login::scope).contains(Scope.READ);
        assertThat(tokens.of("ada")).extracting(Login::label).containsExactly("backup job");
        assertThat(tokens.revoke("bob", api.login().id())).isFalse();
        assertThat(tokens.revoke("ada", api.login().id())).isTrue();
        assertThat(tokens.find(api.secret())).isEmpty();
    }
}
