package io.heartbeat.web.security;

import io.heartbeat.access.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The cookie of a login on the pages: out of scripts' reach, not sent by other sites' forms, over TLS only if it came so. */
public final class SessionCookie {
    private SessionCookie() {}

    /** Name of the cookie that ties a login at the provider to one browser. */
    static final String STATE = "hb_sso";

    private static final long STATE_SECONDS = 600;

    /** After a login. The pages' own session gets a new name too: whoever knew the old one knows nothing now. */
    static void renew(HttpServletRequest request, HttpServletResponse response, String secret) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        write(request, response, Secrets.COOKIE, secret, Tokens.LOGIN.toSeconds());
    }

    /** Takes it back. */
    public static void clear(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, Secrets.COOKIE, "", 0);
    }

    static void setState(HttpServletRequest request, HttpServletResponse response, String state) {
        write(request, response, STATE, state, STATE_SECONDS);
    }

    static void clearState(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, STATE, "", 0);
    }

    private static void write(
            HttpServletRequest request, HttpServletResponse response, String name, String value, long seconds) {
        String path = request.getContextPath().isEmpty() ? "/" : request.getContextPath();
        response.addHeader(
                "Set-Cookie",
                name + "=" + value + "; Path=" + path + "; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax"
                        + (ClientAddress.secure(request) ? "; Secure" : ""));
    }
}
