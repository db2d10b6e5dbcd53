package io.heartbeat.web.live;

import io.heartbeat.web.security.Viewer;
import io.heartbeat.web.security.Viewers;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;

/** Looks at a handshake of {@code /ws/live} and refuses it with an HTTP status, which an endpoint cannot do portably. */
@WebFilter(urlPatterns = LiveEndpoint.PATH, asyncSupported = true)
public class LiveGate extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int UPGRADE_REQUIRED = 426;

    @Inject
    private transient Viewers viewers;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Handshake handshake = new Handshake(
                request.getHeader("Origin"),
                request.getHeader("Host"),
                request.getHeader("Authorization"),
                request.getHeader("Cookie"),
                request.getQueryString());
        if (!handshake.welcome()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Optional<Viewer> viewer = handshake.viewer(viewers);
        if (viewer.isEmpty()) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Connection", "Upgrade");
            response.sendError(UPGRADE_REQUIRED);
        } else {
            chain.doFilter(new Passed(request, new Admitted(viewer.get(), handshake.since())), response);
        }
    }

    /** A request with the pass in hand. */
    private static final class Passed extends HttpServletRequestWrapper {
        private final Admitted admitted;

        Passed(HttpServletRequest request, Admitted admitted) {
            super(request);
            this.admitted = admitted;
        }

        @Override
        public Principal getUserPrincipal() {
            return admitted;
        }
    }
}
