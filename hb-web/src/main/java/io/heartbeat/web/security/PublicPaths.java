package io.heartbeat.web.security;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What answers without a login: the way in, what machines ask, what a login page is made of. Everything else does not. */
final class PublicPaths {
    private static final Set<String> EXACT = Set.of(
            "/login",
            "/login.xhtml",
            "/sso/start",
            "/sso/callback",
            "/metrics",
            "/health",
            "/api/0/auth/login",
            "/api/0/openapi.json",
            "/openapi",
            "/favicon.ico");

    private static final List<String> BELOW = List.of(
            "/health/",
            "/openapi/",
            "/jakarta.faces.resource/",
            "/resources/",
            "/webjars/",
            "/agent/",
            "/status/",
            "/api/0/status/");

    private static final Pattern BADGE = Pattern.compile("/api/0/hosts/([A-Za-z0-9._-]{1,253})/badge\\.svg");

    private PublicPaths() {}

    /** The host whose badge is at an address; empty for any other address. */
    static Optional<String> badge(String path) {
        Matcher matcher = BADGE.matcher(path);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** @param path decoded and normalised, below the context root, without path parameters */
    static boolean contains(String path) {
        return EXACT.contains(path)
                || BELOW.stream().anyMatch(path::startsWith) && !path.contains("..") && !path.contains(";");
    }
}
