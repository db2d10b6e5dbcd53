package io.heartbeat.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Requests that another site makes a user's browser send. A browser says so by {@code Sec-Fetch-Site}, an older one by
 * {@code Origin}; who says neither is no browser, or carries no cookie that we would believe.
 */
final class CrossSite {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private CrossSite() {}

    /** Whether the method is one that only looks. */
    static boolean changesNothing(HttpServletRequest request) {
        return SAFE.contains(request.getMethod());
    }

    /** Whether the request wants to change something on behalf of another site. */
    static boolean forged(HttpServletRequest request) {
        return forged(
                request.getMethod(),
                request.getHeader("Authorization"),
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Origin"),
                request.getHeader("Host"));
    }

    static boolean forged(String method, String authorization, String site, String origin, String host) {
        if (SAFE.contains(method) || Secrets.bearer(authorization).isPresent()) {
            return false;
        }
        if (site != null) {
            return !OWN.contains(site);
        }
        return origin != null && !authority(origin).equals(String.valueOf(host).toLowerCase(Locale.ROOT));
    }

    /** Host and port, as a {@code Host} header names them; behind a proxy that ends TLS the scheme is not ours. */
    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException garbage) {
            return "";
        }
    }
}
