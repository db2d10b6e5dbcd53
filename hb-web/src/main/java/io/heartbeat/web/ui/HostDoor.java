package io.heartbeat.web.ui;

import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.web.security.Viewer;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** {@code /hosts/NAME}: finds the host before the page is made. One that may not be seen is not there. */
@WebServlet("/hosts/*")
public class HostDoor extends HttpServlet {
    /** Request attribute: the {@link HostState} that the page is about. */
    static final String HOST = HostState.class.getName();

    private static final long serialVersionUID = 1L;

    @Inject
    transient HostStates states;

    @Inject
    transient Viewer viewer;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String path = request.getPathInfo();
        if (path == null || path.equals("/")) {
            response.sendRedirect(request.getContextPath() + "/live");
            return;
        }
        Optional<HostState> host = states.find(path.substring(1)).filter(known -> viewer.sees(known.name()));
        if (host.isPresent()) {
            request.setAttribute(HOST, host.get());
            request.getRequestDispatcher("/host.xhtml").forward(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            request.getRequestDispatcher("/missing.xhtml").forward(request, response);
        }
    }
}
