package io.heartbeat.web.security;

import io.heartbeat.access.LoginOutcome;
import io.heartbeat.access.Logins;
import io.heartbeat.access.oidc.OidcClient;
import io.heartbeat.access.oidc.OidcException;
import io.heartbeat.access.oidc.OidcFailed;
import io.heartbeat.telemetry.Telemetry;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/**
 * The way over a provider of OpenID Connect: {@code /sso/start} sends the browser there, {@code /sso/callback} takes it back. A
 * cookie ties the two to one browser, so that nobody can be led into somebody else's account.
 */
@WebServlet({SsoServlet.START, SsoServlet.CALLBACK})
public class SsoServlet extends HttpServlet {
    /** Where a login begins. */
    static final String START = "/sso/start";

    /** Where the provider sends browsers back to. */
    static final String CALLBACK = "/sso/callback";

    private static final long serialVersionUID = 1L;

    @Inject
    transient OidcClient provider;

    @Inject
    transient Logins logins;

    @Inject
    transient Telemetry telemetry;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (!provider.configured()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        if (!String.valueOf(request.getHeader("Host")).matches("[A-Za-z0-9._:\\[\\]-]+")) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        try {
            if (request.getServletPath().equals(START)) {
                leave(request, response);
            } else {
                arrive(request, response);
            }
        } catch (OidcException e) {
            telemetry.report(new OidcFailed(e.getMessage()));
            back(request, response, e.kind().name().toLowerCase(Locale.ROOT));
        }
    }

    private void leave(HttpServletRequest request, HttpServletResponse response) throws IOException, OidcException {
        String next = request.getParameter("next");
        OidcClient.Begun begun = provider.begin(callback(request), LoginPage.inside(next) ? next : LoginPage.HOME);
        SessionCookie.setState(request, response, begun.state());
        response.sendRedirect(begun.address().toString());
    }

    private void arrive(HttpServletRequest request, HttpServletResponse response) throws IOException, OidcException {
        SessionCookie.clearState(request, response);
        OidcClient.Arrived arrived = provider.end(
                request.getQueryString(),
                Secrets.cookie(request, SessionCookie.STATE).orElse(null));
        LoginOutcome outcome = logins.vouched(arrived.identity(), ClientAddress.of(request));
        if (outcome instanceof LoginOutcome.Granted granted) {
            SessionCookie.renew(request, response, granted.token().secret());
            response.sendRedirect(request.getContextPath() + arrived.next());
        } else {
            back(request, response, "refused");
        }
    }

    private static void back(HttpServletRequest request, HttpServletResponse response, String why) throws IOException {
        response.sendRedirect(request.getContextPath() + "/login?sso=" + why);
    }

    /** As the browser sees it; the provider only sends browsers to addresses that it was told of before. */
    private static URI callback(HttpServletRequest request) {
        String scheme = ClientAddress.secure(request) ? "https" : "http";
        return URI.create(scheme + "://" + request.getHeader("Host") + request.getContextPath() + CALLBACK);
    }
}
