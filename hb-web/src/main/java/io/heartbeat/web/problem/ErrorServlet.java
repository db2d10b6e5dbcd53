package io.heartbeat.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The error page of the container (web.xml sends every error here): problem+json inside {@code /api}, else one plain line.
 * Neither tells the server's product, a class or a stack trace.
 */
@WebServlet(ErrorServlet.PATH)
public class ErrorServlet extends HttpServlet {
    /** Where web.xml's error-page points; asked for directly, it is not there. */
    public static final String PATH = "/error-page";

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Integer failed = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = failed == null ? HttpServletResponse.SC_NOT_FOUND : failed;
        String path = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Problem problem = new Problem(ProblemType.of(status), status, null);
        boolean api = path != null && path.startsWith(request.getContextPath() + "/api/");
        byte[] body = api ? problem.json() : line(problem);
        response.setStatus(status);
        response.setContentType(api ? ProblemType.MEDIA_TYPE : "text/plain;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static byte[] line(Problem problem) {
        return (problem.status() + ": " + problem.type().title() + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
