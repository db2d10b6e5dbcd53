package io.heartbeat.web.ui;

import io.heartbeat.web.problem.Problem;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.Gate;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The error page of the container (web.xml sends every error here): problem+json inside {@code /api}, a page for browsers, else
 * one plain line. None of them tells the server's product, a class or a stack trace.
 */
@WebServlet(ErrorServlet.PATH)
public class ErrorServlet extends HttpServlet {
    /** Where web.xml's error-page points; asked for directly, it is not there. */
    public static final String PATH = "/error-page";

    private static final long serialVersionUID = 1L;

    @Inject
    transient WordBook book;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Integer failed = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = failed == null ? HttpServletResponse.SC_NOT_FOUND : failed;
        String path = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Problem known = (Problem) request.getAttribute(Problem.REASON);
        Problem problem = new Problem(ProblemType.of(status), status, known == null ? null : known.detail());
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        if (path != null && path.startsWith(request.getContextPath() + "/api/")) {
            write(response, ProblemType.MEDIA_TYPE, problem.json());
        } else if (Gate.takesPages(request)) {
            String page = new ErrorView(book.of("error", Language.of(request)), problem).html(request);
            write(response, "text/html;charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
        } else {
            String line = status + ": " + problem.type().title() + "\n";
            write(response, "text/plain;charset=utf-8", line.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(HttpServletResponse response, String type, byte[] body) throws IOException {
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
