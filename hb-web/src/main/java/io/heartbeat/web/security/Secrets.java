package io.heartbeat.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a request carries the secret of its login (RFC 6750 for Bearer, RFC 6265 for the cookie). */
public final class Secrets {
    /** The session cookie. */
    static final String COOKIE = "hb_session";

    private static final String BEARER = "bearer ";

    private Secrets() {}

    /** Of a request; a Bearer header goes before the cookie. */
    public static Optional<String> of(HttpServletRequest request) {
        List<String> cookies = Collections.list(request.getHeaders("Cookie"));
        return bearer(request.getHeader("Authorization")).or(() -> cookie(String.join(";", cookies)));
    }

    /** Of an {@code Authorization} header, null when absent. */
    static Optional<String> bearer(String header) {
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /** Of the login's cookie in a {@code Cookie} header, null when absent. */
    static Optional<String> cookie(String header) {
        return cookie(header, COOKIE);
    }

    /** Value of another cookie of a request. */
    static Optional<String> cookie(HttpServletRequest request, String name) {
        return cookie(String.join(";", Collections.list(request.getHeaders("Cookie"))), name);
    }

    private static Optional<String> cookie(String header, String name) {
        return header == null
                ? Optional.empty()
                : Arrays.stream(header.split(";"))
                        .map(String::strip)
                        .filter(pair -> pair.startsWith(name + "="))
                        .map(pair -> pair.substring(name.length() + 1))
                        .findFirst();
    }
}
