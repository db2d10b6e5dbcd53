package io.heartbeat.web.ui;

import io.heartbeat.access.Audit;
import io.heartbeat.access.AuditEntry;
import io.heartbeat.access.AuditQuery;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What {@code /audit} shows: who did what, newest first, as its address asks. */
@Named
@RequestScoped
public class AuditPage {
    private static final int SIZE = 100;
    /** Stands for all kinds; an empty value would not be sent as one. */
    private static final String ALL = "all";

    private static final List<String> KINDS = List.of(
            ALL,
            "login",
            "user.",
            "token.",
            "host.",
            "alert.",
            "silence.",
            "maintenance.",
            "incident.",
            "notification.",
            "channel.");

    @Inject
    Audit audit;

    @Inject
    PageWords words;

    @Inject
    HttpServletRequest request;

    private List<AuditLine> lines = List.of();
    private boolean more;
    private boolean wrong;

    @PostConstruct
    void look() {
        List<AuditEntry> found = audit.newest(
                new AuditQuery(
                        number(text("before")),
                        orNull("host"),
                        orNull("user"),
                        kind().equals(ALL) ? null : kind(),
                        day("from", 0),
                        day("to", 1)),
                SIZE + 1);
        more = found.size() > SIZE;
        lines = found.stream().limit(SIZE).map(AuditLine::of).toList();
    }

    private String kind() {
        return KINDS.contains(text("action")) ? text("action") : ALL;
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** The begin of a day in UTC, as a date field sends it. */
    private Instant day(String name, int later) {
        try {
            String text = text(name);
            return text.isEmpty()
                    ? null
                    : LocalDate.parse(text)
                            .plusDays(later)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException e) {
            wrong = true;
            return null;
        }
    }

    private String text(String name) {
        String text = request.getParameter(name);
        return text == null ? "" : text.strip();
    }

    private String orNull(String name) {
        return text(name).isEmpty() ? null : text(name);
    }

    /** The lines, newest first. */
    public List<AuditLine> getLines() {
        return lines;
    }

    /** A text of the action, or the action itself where there is none. */
    public String said(AuditLine line) {
        String text = words.get(line.word());
        return text.equals(line.word()) ? line.action() : text;
    }

    /** Whether anything narrows the search. */
    public boolean isFiltered() {
        return !kind().equals(ALL)
                || List.of("host", "user", "from", "to", "before").stream()
                        .anyMatch(name -> !text(name).isEmpty());
    }

    /** Whether a date could not be read. */
    public boolean isWrong() {
        return wrong;
    }

    /** Whether there are older ones. */
    public boolean isMore() {
        return more;
    }

    /** The page with the older ones. */
    public String getOlder() {
        long last = lines.get(lines.size() - 1).id();
        return Address.with(request, "audit", Map.of("before", String.valueOf(last)));
    }

    /** The page with the newest. */
    public String getNewest() {
        return Address.with(request, "audit", Map.of("before", ""));
    }

    /** Whether the newest are not among those shown. */
    public boolean isBack() {
        return !text("before").isEmpty();
    }

    /** What may be asked for. */
    public List<Choice> getKinds() {
        return KINDS.stream()
                .map(kind -> new Choice(kind, words.get("audit.kind-" + kind.replace(".", "")), kind.equals(kind())))
                .toList();
    }

    /** What was asked for, as it was typed. */
    public String asked(String name) {
        return text(name);
    }
}
