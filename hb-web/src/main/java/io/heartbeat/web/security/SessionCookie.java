package io.heartbeat.web.security;

import io.heartbeat.access.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The cookie of a login on the pages: out of scripts' reach, not sent by other sites' forms, over TLS only if it came so. */
public final class SessionCookie {
    private SessionCookie() {}

    static void set(HttpServletRequest request, HttpServletResponse response, String secret) {
        write(request, response, secret, Tokens.LOGIN.toSeconds());
    }

    /** Takes it back. */
    public static void clear(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, "", 0);
    }

    private static void write(HttpServletRequest request, HttpServletResponse response, String value, long seconds) {
        String path = request.getContextPath().isEmpty() ? "/" : request.getContextPath();
        response.addHeader(
                "Set-Cookie",
                Secrets.COOKIE + "=" + value + "; Path=" + path + "; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax"
                        + (request.isSecure() ? "; Secure" : ""));
    }
}
