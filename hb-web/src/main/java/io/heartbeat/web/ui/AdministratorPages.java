package io.heartbeat.web.ui;

import io.heartbeat.web.security.Viewer;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Pages that only administrators may open. */
@WebFilter(
        urlPatterns = {
            "/users",
            "/users.xhtml",
            "/audit",
            "/audit.xhtml",
            "/templates",
            "/templates.xhtml",
            "/templates/*",
            "/journal",
            "/journal.xhtml"
        })
public class AdministratorPages extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Viewer viewer;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (viewer.admin()) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
