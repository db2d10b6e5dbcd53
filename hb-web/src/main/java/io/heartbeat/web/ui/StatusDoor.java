package io.heartbeat.web.ui;

import io.heartbeat.web.status.PublicPage;
import io.heartbeat.web.status.PublicPages;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** {@code /status/SLUG}, for everybody: only what is configured is there. */
@WebServlet("/status/*")
public class StatusDoor extends HttpServlet {
    /** Request attribute: the {@link PublicPage} to show. */
    static final String PAGE = PublicPage.class.getName();

    private static final long serialVersionUID = 1L;

    @Inject
    transient PublicPages pages;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = request.getPathInfo();
        Optional<PublicPage> page =
                path == null || path.length() < 2 ? Optional.empty() : pages.find(path.substring(1));
        if (page.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Cache-Control", "no-cache");
        request.setAttribute(PAGE, page.get());
        request.getRequestDispatcher("/status.xhtml").forward(request, response);
    }
}
