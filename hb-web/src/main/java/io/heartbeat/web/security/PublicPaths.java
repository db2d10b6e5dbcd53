package io.heartbeat.web.security;

import java.util.List;
import java.util.Set;

/** What answers without a login: the way in, what machines ask, what a login page is made of. Everything else does not. */
final class PublicPaths {
    private static final Set<String> EXACT = Set.of(
            "/login",
            "/login.xhtml",
            "/metrics",
            "/health",
            "/api/0/auth/login",
            "/api/0/openapi.json",
            "/openapi",
            "/favicon.ico");

    private static final List<String> BELOW =
            List.of("/health/", "/openapi/", "/jakarta.faces.resource/", "/resources/", "/webjars/", "/agent/");

    private PublicPaths() {}

    /** @param path decoded and normalised, below the context root, without path parameters */
    static boolean contains(String path) {
        return EXACT.contains(path)
                || BELOW.stream().anyMatch(path::startsWith) && !path.contains("..") && !path.contains(";");
    }
}
