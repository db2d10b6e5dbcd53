package io.heartbeat.web.security;

import io.heartbeat.setup.WebSettings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * First of all filters: who is asking, when a proxy stands between; what keeps a browser from being turned against its user; and no word
 * of the server's product and version.
 */
public class SecurityHeaders extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** No inline script, nothing of another site, in nobody's frame. ws: and wss: are for ws_port, another origin. */
    static final String POLICY =
            "default-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Inject
    transient WebSettings web;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Server", "Heartbeat");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        ClientAddress.read(request, web.trustedProxies());
        if (ClientAddress.secure(request)) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        // A handshake redirects nobody, and containers want to find their own response there.
        chain.doFilter(request, request.getHeader("Upgrade") == null ? new AsAsked(response) : response);
    }

    /**
     * Redirects by path. A container would make a whole address of it, with the scheme that the proxy spoke to it: a browser that
     * came by TLS would be led away from there.
     */
    private static final class AsAsked extends HttpServletResponseWrapper {
        AsAsked(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendRedirect(String place) throws IOException {
            resetBuffer();
            setStatus(SC_FOUND);
            setHeader("Location", place);
            flushBuffer();
        }
    }
}
