package io.heartbeat.web.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.journal.JournalAnswer;
import io.heartbeat.journal.JournalQuery;
import io.heartbeat.journal.JournalSearch;
import io.heartbeat.web.logs.JournalRequest;
import io.heartbeat.web.problem.ProblemException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code /journal} shows: the answer to the search in its address. All of it works without script. */
@Named
@RequestScoped
public class JournalPage {
    private static final List<String> SPANS = List.of("15m", "1h", "6h", "1d", "7d");
    private static final List<String> KEPT = List.of("text", "host", "type", "from");

    @Inject
    JournalSearch search;

    @Inject
    HttpServletRequest request;

    @Inject
    TimeSource time;

    @Inject
    PageWords words;

    private List<JournalRow> rows = List.of();
    private String problem = "";
    private int limit;

    @PostConstruct
    void look() {
        try {
            JournalQuery query = JournalRequest.read(this::parameter, time.wall());
            limit = query.limit();
            Optional<JournalAnswer> found = search.find(query);
            found.ifPresent(this::show);
            problem = found.isPresent() ? problem : words.get("logs.busy");
        } catch (ProblemException wrong) {
            problem = wrong.getMessage();
        } catch (IOException unreadable) {
            problem = words.get("journal.unreadable");
        }
    }

    private void show(JournalAnswer answer) {
        rows = answer.lines().stream().map(JournalRow::of).toList();
        if (!answer.complete()) {
            problem = words.get("logs.incomplete");
        } else if (answer.sealed() > 0) {
            problem = words.of("journal.sealed", answer.sealed());
        }
    }

    private String parameter(String name) {
        String value = request.getParameter(name);
        return name.equals("from") && value == null ? SPANS.get(1) : value;
    }

    private String text(String name) {
        String value = parameter(name);
        return value == null ? "" : value;
    }

    /** The lines, newest first. */
    public List<JournalRow> getRows() {
        return rows;
    }

    /** How many lines there are, for people. */
    public String getSummary() {
        if (full()) {
            return words.of("logs.newest", rows.size());
        }
        return rows.size() == 1 ? words.get("logs.line") : words.of("logs.lines", rows.size());
    }

    private boolean full() {
        return !rows.isEmpty() && rows.size() == limit;
    }

    /** The query that leads to the lines before these; empty when there are none. */
    public String getOlder() {
        if (!full()) {
            return "";
        }
        StringBuilder query = new StringBuilder("to=")
                .append(URLEncoder.encode(rows.get(rows.size() - 1).at(), UTF_8));
        KEPT.forEach(name -> query.append('&').append(name).append('=').append(URLEncoder.encode(text(name), UTF_8)));
        return query.toString();
    }

    /** What is wrong with the search or its answer, empty when nothing is. */
    public String getProblem() {
        return problem;
    }

    /** How far back one may look, besides to the begin. */
    public List<Choice> getSpans() {
        return Stream.concat(
                        SPANS.stream()
                                .map(span ->
                                        new Choice(span, words.of("journal.since", span), span.equals(text("from")))),
                        Stream.of(new Choice(
                                "", words.get("logs.any-time"), text("from").isEmpty())))
                .toList();
    }

    /** What a line may be. */
    public List<Choice> getTypes() {
        return JournalRequest.TYPES.stream()
                .map(type -> new Choice(type, words.get("journal.type-" + type), type.equalsIgnoreCase(text("type"))))
                .toList();
    }

    /** Until when, as it was typed; empty is now. */
    public String getTo() {
        return text("to");
    }

    /** What was asked for, as it was typed. */
    public String getHost() {
        return text("host");
    }

    /** What was asked for, as it was typed. */
    public String getText() {
        return text("text");
    }
}
