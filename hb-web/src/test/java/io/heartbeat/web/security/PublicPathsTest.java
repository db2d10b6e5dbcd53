package io.heartbeat.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicPathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/health",
                "/health/ready",
                "/metrics",
                "/api/0/openapi.json",
                "/api/0/auth/login",
                "/jakarta.faces.resource/login.css.xhtml",
                "/resources/security/login.css",
                "/favicon.ico"
            })
    void theWayInIsOpen(String path) {
        assertThat(PublicPaths.contains(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/live",
                "/live.xhtml",
                "/Login",
                "/login/",
                "/api/0/hosts",
                "/api/0/auth/me",
                "/api/0/auth/login/x",
                "/healthy",
                "/metrics/application",
                "/resources/../live",
                "/resources/..;/live",
                "/ws/live"
            })
    void everythingElseIsNot(String path) {
        assertThat(PublicPaths.contains(path)).isFalse();
    }
}
