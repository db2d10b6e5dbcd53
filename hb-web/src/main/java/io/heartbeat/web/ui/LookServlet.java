package io.heartbeat.web.ui;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps a visitor's choice of language and theme in cookies of the browser; works without script and without a login. */
@WebServlet("/settings/look")
public class LookServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final long YEAR = 31_536_000;
    private static final Set<String> THEMES = Set.of("light", "dark");

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Set<String> languages =
                Arrays.stream(Language.values()).map(Language::tag).collect(Collectors.toSet());
        keep(request, response, Language.COOKIE, request.getParameter("language"), languages);
        keep(request, response, Visitor.THEME_COOKIE, request.getParameter("theme"), THEMES);
        response.sendRedirect(request.getContextPath() + "/settings");
    }

    /** Anything but what there is to choose from means that the browser decides. */
    private static void keep(
            HttpServletRequest request, HttpServletResponse response, String name, String value, Set<String> choices) {
        if (value == null) {
            return;
        }
        boolean chosen = choices.contains(value);
        String path = request.getContextPath().isEmpty() ? "/" : request.getContextPath();
        response.addHeader(
                "Set-Cookie",
                name + "=" + (chosen ? value : "") + "; Path=" + path + "; Max-Age=" + (chosen ? YEAR : 0)
                        + "; SameSite=Lax");
    }
}
