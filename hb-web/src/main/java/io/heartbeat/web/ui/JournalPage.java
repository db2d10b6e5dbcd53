package io.heartbeat.web.ui;

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
import java.util.List;
import java.util.Optional;

/** What {@code /journal} shows: the answer to the search in its address. All of it works without script. */
@Named
@RequestScoped
public class JournalPage {
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
    private boolean answered;
    private LineQuestion asked;
    private int limit;

    @PostConstruct
    void look() {
        asked = new LineQuestion(request, words);
        try {
            JournalQuery query = JournalRequest.read(asked::parameter, time.wall());
            limit = query.limit();
            Optional<JournalAnswer> found = search.find(query);
            found.ifPresent(this::show);
            problem = found.isPresent() ? problem : words.get("logs.busy");
        } catch (ProblemException wrong) {
            problem = asked.problem(wrong);
        } catch (IOException unreadable) {
            problem = words.get("journal.unreadable");
        }
    }

    private void show(JournalAnswer answer) {
        answered = true;
        rows = answer.lines().stream().map(JournalRow::of).toList();
        if (!answer.complete()) {
            problem = words.get("logs.incomplete");
        } else if (answer.sealed() > 0) {
            problem = words.of("journal.sealed", answer.sealed());
        }
    }

    /** The lines, newest first. */
    public List<JournalRow> getRows() {
        return rows;
    }

    /** How many lines there are, for people. */
    public String getSummary() {
        return asked.summary(rows.size(), full());
    }

    private boolean full() {
        return !rows.isEmpty() && rows.size() == limit;
    }

    /** The query that leads to the lines before these; empty when there are none, or time cannot tell them apart. */
    public String getOlder() {
        if (!full() || rows.get(0).at().equals(rows.get(rows.size() - 1).at())) {
            return "";
        }
        return asked.older(rows.get(rows.size() - 1).at(), KEPT);
    }

    /** What is wrong with the search or its answer, empty when nothing is. */
    public String getProblem() {
        return problem;
    }

    /** Whether the search was made: without that nobody knows whether a line fits. */
    public boolean isAnswered() {
        return answered;
    }

    /** How far back one looks by a click; an empty one is the begin. */
    public List<Choice> getSpans() {
        return asked.spans();
    }

    /** Since when, as it was typed or clicked; empty is from the begin. */
    public String getFrom() {
        return asked.text("from");
    }

    /** What a line may be. */
    public List<Choice> getTypes() {
        return JournalRequest.TYPES.stream()
                .map(type ->
                        new Choice(type, words.get("journal.type-" + type), type.equalsIgnoreCase(asked.text("type"))))
                .toList();
    }

    /** Until when, as it was typed; empty is now. */
    public String getTo() {
        return asked.text("to");
    }

    /** What was asked for, as it was typed. */
    public String getHost() {
        return asked.text("host");
    }

    /** What was asked for, as it was typed. */
    public String getText() {
        return asked.text("text");
    }
}
