package io.heartbeat.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
                "/status/main",
                "/api/0/status/main",
                "/webjars/chart.js/chart.umd.min.js",
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
                "/status",
                "/status.xhtml",
                "/status/../live",
                "/api/0/status-pages",
                "/api/0/status-pages/main/incidents",
                "/api/0/hosts/web/badge.svg",
                "/ws/live"
            })
    void everythingElseIsNot(String path) {
        assertThat(PublicPaths.contains(path)).isFalse();
    }

    @Test
    void aBadgeNamesItsHostAndNothingElseDoes() {
        assertThat(PublicPaths.badge("/api/0/hosts/web-1.example.org/badge.svg"))
                .contains("web-1.example.org");
        assertThat(PublicPaths.badge("/api/0/hosts/web/badge.svg/x")).isEmpty();
        assertThat(PublicPaths.badge("/api/0/hosts/web/x/badge.svg")).isEmpty();
        assertThat(PublicPaths.badge("/api/0/hosts//badge.svg")).isEmpty();
        assertThat(PublicPaths.badge("/api/0/hosts/web")).isEmpty();
    }
}
