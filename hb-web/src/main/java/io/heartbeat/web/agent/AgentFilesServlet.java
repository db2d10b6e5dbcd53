package io.heartbeat.web.agent;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** The files under {@code /agent/} on the web port. */
@WebServlet(urlPatterns = "/agent/*")
public class AgentFilesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient AgentFiles files;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        Optional<AgentFiles.Opened> file = path == null ? Optional.empty() : files.open(path.substring(1));
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(file.get().type());
        response.setContentLengthLong(file.get().bytes());
        response.setHeader("Cache-Control", "no-cache");
        try (var contents = file.get().contents()) {
            contents.transferTo(response.getOutputStream());
        }
    }
}
