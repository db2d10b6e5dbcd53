package io.heartbeat.web.security;

import io.heartbeat.access.Users;
import io.heartbeat.setup.WebSettings;
import io.heartbeat.status.StatusPages;
import io.heartbeat.web.problem.Problem;
import io.heartbeat.web.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Stands in front of everything, first but one in web.xml. On a server with users nothing but {@link PublicPaths} is behind
 * it for who has not logged in; a server without users answers its own machine only, unless the configuration allows others.
 */
public class Gate extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Users users;

    @Inject
    transient Viewers viewers;

    @Inject
    transient WebSettings web;

    @Inject
    transient StatusPages statusPages;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = path(request);
        if (!PublicPaths.contains(path) || path.startsWith("/login")) {
            response.setHeader("Cache-Control", "no-store");
        }
        if (CrossSite.forged(request)) {
            refuse(request, response, ProblemType.CROSS_SITE, "a form of another site cannot act here");
        } else if (PublicPaths.contains(path)
                || PublicPaths.badge(path).filter(statusPages::badge).isPresent()) {
            chain.doFilter(request, response);
        } else if (users.none() && ownMachineOnly() && !fromOwnMachine(request)) {
            refuse(
                    request,
                    response,
                    ProblemType.ROLE_MISSING,
                    "no users are configured, so only the server's own machine may look;"
                            + " add users, or set allow_anonymous: true");
        } else if (handshake(path)) {
            chain.doFilter(request, response);
        } else {
            Optional<Viewer> viewer = viewers.of(request);
            if (viewer.isPresent()) {
                enter(viewer.get(), request, response, chain);
            } else {
                ask(request, response, path);
            }
        }
    }

    private static void enter(
            Viewer viewer, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (viewer.readsOnly() && !CrossSite.changesNothing(request)) {
            refuse(request, response, ProblemType.ROLE_MISSING, "this token was made for reading only");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Decoded, without path parameters, as the container used it to choose the servlet. */
    private static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    /** A WebSocket client may carry its token in the query; the live feed asks {@link Viewers} itself. */
    private static boolean handshake(String path) {
        return path.equals("/ws/live");
    }

    /** Our own uber-jar binds to hbd_host; another server binds where its own configuration says, so this says it again. */
    private boolean ownMachineOnly() throws IOException {
        return !users.anonymousAllowed() && loopback(web.host());
    }

    /**
     * Whether a program on this machine asks for itself: neither a proxy for who knows whom, nor a browser that another site has
     * led here by a name of its own.
     */
    private static boolean fromOwnMachine(HttpServletRequest request) throws IOException {
        return loopback(ClientAddress.remote(request))
                && !ClientAddress.unsure(request)
                && OwnName.is(request.getServerName());
    }

    private static boolean loopback(String address) throws IOException {
        return InetAddress.getByName(address).isLoopbackAddress();
    }

    private static boolean browses(HttpServletRequest request) {
        return takesPages(request) && !path(request).startsWith("/api/");
    }

    /** Whether who asks would take a page as an answer, as browsers do; programs want something else. */
    public static boolean takesPages(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    /** A browser is led to the login, and afterwards back to a page it wanted; what it wanted to do is lost. */
    private static void ask(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        if (browses(request)) {
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            String next = URLEncoder.encode(path + query, StandardCharsets.UTF_8);
            response.sendRedirect(
                    request.getContextPath() + "/login" + (CrossSite.changesNothing(request) ? "?next=" + next : ""));
            return;
        }
        response.setHeader("WWW-Authenticate", "Bearer realm=\"heartbeat\"");
        refuse(request, response, ProblemType.NOT_LOGGED_IN, null);
    }

    /** People get a page, programs problem+json. */
    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, ProblemType type, String detail)
            throws IOException {
        Problem problem = new Problem(type, detail);
        if (browses(request)) {
            request.setAttribute(Problem.REASON, problem);
            response.sendError(type.status());
            return;
        }
        byte[] body = problem.json();
        response.setStatus(type.status());
        response.setContentType(ProblemType.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
