package io.heartbeat.web.ui;

import static io.heartbeat.web.markup.Markup.escaped;

import io.heartbeat.web.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;

/**
 * An error as a page. Made without Faces, which may be what failed, and without a menu, for who looks may not be known.
 *
 * @param words the texts {@code error.*}
 * @param problem what is wrong
 */
record ErrorView(Map<String, String> words, Problem problem) {
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="%2$s" data-theme="%3$s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%4$s · Heartbeat</title>
            <link rel="icon" type="image/svg+xml" href="%1$s/resources/page/favicon.svg">
            <link rel="stylesheet" href="%1$s/resources/page/page.css">
            <link rel="stylesheet" href="%1$s/resources/page/parts.css">
            <link rel="stylesheet" href="%1$s/resources/security/login.css">
            </head>
            <body>
            <main class="login error">
            <p class="mark"><svg viewBox="0 0 32 16" aria-hidden="true"><polyline points="1,9 9,9 12,3 17,14 20,6 22,9 31,9"/></svg>Heartbeat</p>
            <p class="status">%5$d</p>
            <h1>%4$s</h1>
            <p>%6$s</p>
            %7$s<p><a class="button primary" href="%1$s/live">%8$s</a></p>
            </main>
            </body>
            </html>
            """;

    String html(HttpServletRequest request) {
        String kind = kind(problem.status());
        String detail = problem.detail() == null ? "" : "<p class=\"hint\">" + escaped(problem.detail()) + "</p>\n";
        return String.format(
                Locale.ROOT,
                PAGE,
                request.getContextPath(),
                Language.of(request).tag(),
                Visitor.theme(request),
                escaped(words.get("error.title-" + kind)),
                problem.status(),
                escaped(words.get("error.text-" + kind)),
                detail,
                escaped(words.get("error.home")));
    }

    private static String kind(int status) {
        return switch (status) {
            case 403 -> "forbidden";
            case 404 -> "missing";
            default -> status >= 500 ? "broken" : "wrong";
        };
    }
}
