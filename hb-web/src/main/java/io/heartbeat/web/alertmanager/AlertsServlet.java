package io.heartbeat.web.alertmanager;

import io.heartbeat.access.Role;
import io.heartbeat.alert.AlertView;
import io.heartbeat.alert.Alerts;
import io.heartbeat.alert.AlertsUnavailable;
import io.heartbeat.alert.ExternalAlert;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.web.problem.Problem;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.Viewer;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Takes alerts of other programs, and gives all in their shape. Posting needs the role of a manager on each host that is
 * named. Shapes: docs/HTTP_API.md.
 */
@WebServlet(urlPatterns = "/api/v2/alerts")
public class AlertsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int MOST_BYTES = 1 << 20;

    @Inject
    transient Alerts alerts;

    @Inject
    transient Viewer viewer;

    @Inject
    transient TimeSource time;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            take(request.getInputStream().readNBytes(MOST_BYTES + 1));
            response.setStatus(HttpServletResponse.SC_OK);
        } catch (ProblemException refused) {
            answer(response, refused.problem());
        } catch (AlertsUnavailable unavailable) {
            answer(response, new Problem(ProblemType.UNAVAILABLE, unavailable.getMessage()));
        }
    }

    private void take(byte[] body) {
        if (body.length > MOST_BYTES) {
            throw new ProblemException(ProblemType.BODY_TOO_LARGE, "at most " + MOST_BYTES + " bytes are read");
        }
        List<ExternalAlert> posted = PostedAlerts.read(body, time.wall());
        if (!posted.stream().allMatch(alert -> viewer.may(alert.host(), Role.MANAGER))) {
            throw new ProblemException(ProblemType.ROLE_MISSING, "alerts are posted by a manager of their hosts");
        }
        if (!alerts.take(posted)) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    "there are " + Alerts.MOST_EXTERNAL + " alerts of other programs already");
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<AlertView> seen = alerts.active().stream()
                .filter(view -> viewer.sees(view.alert().host()))
                .map(view -> view.seenBy(viewer::sees))
                .toList();
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        GettableAlerts.write(seen, response.getOutputStream());
    }

    private static void answer(HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = problem.json();
        response.setStatus(problem.status());
        response.setContentType(ProblemType.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
