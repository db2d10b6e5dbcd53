package io.heartbeat.web.ui;

import io.heartbeat.notify.NotificationDesk;
import io.heartbeat.notify.Wording;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The HTML that templates make, for the frame in {@code /templates}. It is nobody's page: no script runs in it, it is of no
 * site, loads nothing and stands in a frame of ours only, since a template may say whatever it likes.
 */
@WebServlet("/templates/letter")
public class LetterServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int MOST_DIGITS = 18;
    private static final String POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    @Inject
    transient NotificationDesk desk;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setContentType("text/html; charset=utf-8");
        request.setCharacterEncoding("UTF-8");
        String alert = text(request, "alert");
        List<Long> alerts = alert.matches("[0-9]{1," + MOST_DIGITS + "}") ? List.of(Long.valueOf(alert)) : List.of();
        String html = desk.channel(text(request, "channel"))
                .map(channel -> {
                    try {
                        return desk.preview(channel, new Wording(null, null, text(request, "html")), alerts)
                                .letter()
                                .html();
                    } catch (IllegalArgumentException wrong) {
                        return ""; // the page beside it says what is wrong
                    }
                })
                .orElse("");
        response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
    }

    /** A form sends its lines with CR LF. */
    private static String text(HttpServletRequest request, String name) {
        String text = request.getParameter(name);
        return text == null ? "" : text.replace("\r\n", "\n");
    }
}
