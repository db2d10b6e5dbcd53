package io.heartbeat.web.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heartbeat.web.logs.WrongParameter;
import io.heartbeat.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What a page of lines, {@code /logs} or {@code /journal}, is asked for by its address, and how one goes on from there. */
record LineQuestion(HttpServletRequest request, PageWords words) {
    private static final List<String> SPANS = List.of("15m", "1h", "6h", "1d", "7d");

    /** A parameter, null when absent. A span that was clicked goes before what was typed; the last hour is usual. */
    String parameter(String name) {
        String span = request.getParameter("span");
        if (span != null && (name.equals("from") || name.equals("to"))) {
            return name.equals("from") ? span : "";
        }
        String value = request.getParameter(name);
        return name.equals("from") && value == null ? SPANS.get(1) : value;
    }

    /** A parameter as it was typed, empty when absent. */
    String text(String name) {
        String value = parameter(name);
        return value == null ? "" : value;
    }

    /** How far back one looks by a click; an empty one is the begin. */
    List<Choice> spans() {
        boolean untilNow = text("to").isEmpty();
        return Stream.concat(SPANS.stream(), Stream.of(""))
                .map(span -> new Choice(
                        span,
                        span.isEmpty() ? words.get("logs.any-time") : span,
                        untilNow && span.equals(text("from").strip())))
                .toList();
    }

    /** How many lines there are, for people. @param full whether there may be more */
    String summary(int lines, boolean full) {
        if (full) {
            return words.of("logs.newest", lines);
        }
        return lines == 1 ? words.get("logs.line") : words.of("logs.lines", lines);
    }

    /** What is wrong with a parameter, for people. */
    String problem(ProblemException wrong) {
        return wrong instanceof WrongParameter typed
                ? words.of("logs.wrong-" + typed.kind(), typed.value())
                : wrong.getMessage();
    }

    /**
     * The query that leads to older lines.
     *
     * @param oldest of the lines that are shown, ISO 8601; others of its moment may have been left out: rather one line twice
     *     than never
     * @param kept parameters that stay
     */
    String older(String oldest, List<String> kept) {
        String to = Instant.parse(oldest).plusNanos(1_000).toString();
        StringBuilder query = new StringBuilder("to=").append(URLEncoder.encode(to, UTF_8));
        kept.forEach(name -> query.append('&').append(name).append('=').append(URLEncoder.encode(text(name), UTF_8)));
        return query.toString();
    }
}
