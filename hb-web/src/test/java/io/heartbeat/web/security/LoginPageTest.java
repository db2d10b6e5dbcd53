package io.heartbeat.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginPageTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/live", "/hosts/web?limit=5", "/hosts/%C3%A4"})
    void goesOnWithinTheServer(String place) {
        assertThat(LoginPage.inside(place)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "/a\r\nX: 1",
                "/a\\b",
                "live",
                "/login?next=/login"
            })
    void neverElsewhere(String place) {
        assertThat(LoginPage.inside(place)).isFalse();
    }
}
