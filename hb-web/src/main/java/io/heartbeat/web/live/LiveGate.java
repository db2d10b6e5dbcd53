package io.heartbeat.web.live;

import io.heartbeat.web.security.Viewers;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Refuses a handshake of {@code /ws/live} with an HTTP status, which a WebSocket endpoint itself cannot do portably. */
@WebFilter(urlPatterns = LiveEndpoint.PATH, asyncSupported = true)
public class LiveGate extends HttpFilter {
    private static final long serialVersionUID = 1L;

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
        if (!handshake.welcome(List.of())) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (handshake.viewer(viewers).isEmpty()) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Connection", "Upgrade");
            response.sendError(426);
        } else {
            chain.doFilter(request, response);
        }
    }
}
