package io.heartbeat.web.ui;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.logstore.Catalogued;
import io.heartbeat.logstore.LogSource;
import io.heartbeat.logstore.search.LogAnswer;
import io.heartbeat.logstore.search.LogQuery;
import io.heartbeat.logstore.search.LogSearch;
import io.heartbeat.logstore.search.Severity;
import io.heartbeat.web.health.Losses;
import io.heartbeat.web.logs.LogRequest;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.security.Viewer;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** What {@code /logs} shows: the answer to the search in its address. All of it works without script but the live tail. */
@Named
@RequestScoped
public class LogsPage {
    private static final List<String> KEPT =
            List.of("text", "pattern", "host", "application", "facility", "severity", "from");

    @Inject
    LogSearch search;

    @Inject
    Viewer viewer;

    @Inject
    HttpServletRequest request;

    @Inject
    TimeSource time;

    @Inject
    PageWords words;

    @Inject
    Losses losses;

    private List<LogRow> rows = List.of();
    private List<LogSource> sources = List.of();
    private String problem = "";
    private boolean complete = true;
    private boolean answered;
    private LineQuestion asked;
    private int limit;

    @PostConstruct
    void look() {
        asked = new LineQuestion(request, words);
        sources = search.logs(viewer::sees).stream().map(Catalogued::source).toList();
        try {
            LogQuery query = LogRequest.read(asked::parameter, time.wall());
            limit = query.limit();
            Optional<LogAnswer> found = search.find(query, viewer::sees);
            answered = found.isPresent();
            found.ifPresent(answer -> {
                rows = answer.lines().stream().map(LogRow::of).toList();
                complete = answer.complete();
            });
            problem = answered ? "" : words.get("logs.busy");
        } catch (ProblemException wrong) {
            problem = asked.problem(wrong);
        }
    }

    /** The lines, oldest first. */
    public List<LogRow> getRows() {
        return rows;
    }

    /** How many lines there are, for people. */
    public String getSummary() {
        return asked.summary(rows.size(), full());
    }

    /** The query that leads to the lines before these; empty when there are none, or time cannot tell them apart. */
    public String getOlder() {
        if (!full() || rows.get(0).at().equals(rows.get(rows.size() - 1).at())) {
            return "";
        }
        return asked.older(rows.get(0).at(), KEPT);
    }

    private boolean full() {
        return !rows.isEmpty() && rows.size() == limit;
    }

    /** What is wrong with the search, empty when nothing is. */
    public String getProblem() {
        return problem;
    }

    /** Whether the search was made: without that nobody knows whether a line matches. */
    public boolean isAnswered() {
        return answered;
    }

    /** Whether all of the time that was asked for was looked at. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether there is any log that may be seen. */
    public boolean isAny() {
        return !sources.isEmpty();
    }

    /** How far back one looks by a click; an empty one is the begin. */
    public List<Choice> getSpans() {
        return asked.spans();
    }

    /** What receivers without acknowledgement have lost since the start, for administrators; empty when nothing is. */
    public String getLost() {
        Map<String, Long> lost = viewer.admin() ? losses.look() : Map.of();
        long byKernel = sum(lost, "loghog_datagrams_dropped_by_kernel");
        long byDisk = sum(lost, "loghog_dropped");
        return byKernel + byDisk == 0 ? "" : words.of("logs.lost-since", byKernel, byDisk);
    }

    private static long sum(Map<String, Long> lost, String prefix) {
        return lost.entrySet().stream()
                .filter(one -> one.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The severities. */
    public List<Choice> getSeverities() {
        String chosen = asked.text("severity");
        return Stream.of(Severity.values())
                .map(one -> new Choice(
                        one.label(),
                        words.get("logs.s-" + one.label()),
                        one.label().equals(chosen)))
                .toList();
    }

    /** Hosts that have a file of their own. */
    public TreeSet<String> getHosts() {
        return distinct(LogSource::host);
    }

    /** Applications. */
    public TreeSet<String> getApplications() {
        return distinct(LogSource::application);
    }

    private TreeSet<String> distinct(Function<LogSource, String> part) {
        TreeSet<String> all = new TreeSet<>(sources.stream().map(part).toList());
        all.remove("");
        return all;
    }

    /** Until when, as it was typed; empty is now. */
    public String getTo() {
        return asked.text("to");
    }

    /** Since when, as it was typed or clicked; empty is from the begin. */
    public String getFrom() {
        return asked.text("from");
    }

    /** What was asked for, as it was typed. */
    public String getHost() {
        return asked.text("host");
    }

    /** What was asked for, as it was typed. */
    public String getApplication() {
        return asked.text("application");
    }

    /** What was asked for, as it was typed. */
    public String getFacility() {
        return asked.text("facility");
    }

    /** What was asked for, as it was typed. */
    public String getText() {
        return asked.text("text");
    }

    /** What was asked for, as it was typed. */
    public String getPattern() {
        return asked.text("pattern");
    }
}
