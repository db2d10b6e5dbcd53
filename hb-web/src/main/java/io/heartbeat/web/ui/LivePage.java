package io.heartbeat.web.ui;

import io.heartbeat.alert.AlertView;
import io.heartbeat.alert.Alerts;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.host.HostStatus;
import io.heartbeat.host.HostTags;
import io.heartbeat.metric.Reports;
import io.heartbeat.threshold.Level;
import io.heartbeat.web.live.LiveFeed;
import io.heartbeat.web.security.Viewer;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What {@code /live} shows before its script takes over, and all it shows without script: the hosts as of now, the worst
 * first. {@code ?state=} and {@code ?q=} (words, {@code #tag}) filter here as they do in the script.
 */
@Named
@RequestScoped
public class LivePage {
    /** Rows at most; the script shows more on demand. */
    private static final int ROWS = 60;

    /** Cards of alerts at most; {@code resources/live/alerts.js} says the same. */
    private static final int CARDS = 50;

    private static final List<HostStatus> ALWAYS =
            List.of(HostStatus.UP, HostStatus.DOWN, HostStatus.LATE, HostStatus.MAINTENANCE, HostStatus.PAUSED);
    private static final List<String> COLUMNS = List.of("beats", "rtt", "seen", "cpu", "memory", "disk", "version");
    private static final List<HostStatus> WORST_FIRST = List.of(
            HostStatus.DOWN,
            HostStatus.LATE,
            HostStatus.UNKNOWN,
            HostStatus.MAINTENANCE,
            HostStatus.PAUSED,
            HostStatus.UP);

    @Inject
    HostStates states;

    @Inject
    Reports reports;

    @Inject
    Alerts alerts;

    @Inject
    HostTags tags;

    @Inject
    LiveFeed feed;

    @Inject
    PageWords words;

    @Inject
    Viewer viewer;

    @Inject
    HttpServletRequest request;

    @Inject
    TimeSource time;

    private Instant now;
    private final Map<HostStatus, Long> counts = new EnumMap<>(HostStatus.class);
    private String state = "";
    private String query = "";
    private int total;
    private int shown;
    private List<HostRow> rows = List.of();
    private List<EventLine> events = List.of();
    private List<AlertView> active = List.of();

    @PostConstruct
    void look() {
        now = time.wall();
        state = parameter("state");
        query = parameter("q");
        List<HostState> all =
                states.all().stream().filter(host -> viewer.sees(host.name())).toList();
        total = all.size();
        all.forEach(host -> counts.merge(host.status(), 1L, Long::sum));
        List<HostState> chosen = all.stream()
                .filter(this::chosen)
                .sorted(Comparator.<HostState>comparingInt(host -> WORST_FIRST.indexOf(host.status()))
                        .thenComparing(HostState::name))
                .toList();
        shown = chosen.size();
        rows = chosen.stream()
                .limit(ROWS)
                .map(host -> HostRow.of(host, states, reports, tags.of(host.name()), now, words))
                .toList();
        active = alerts.active().stream()
                .filter(view -> viewer.sees(view.alert().host()))
                .sorted(Comparator.comparing((AlertView view) -> view.alert().level())
                        .reversed())
                .toList();
        events = feed.recent(viewer).stream()
                .map(line -> EventLine.of(line, words))
                .toList();
    }

    /** The title says it when something is down. */
    public String getTitle() {
        long down = counts.getOrDefault(HostStatus.DOWN, 0L);
        return down == 0 ? words.get("live.title") : words.of("live.title-down", down);
    }

    /** Time of day of what is shown. */
    public String getAsOf() {
        return words.of("live.as-of", Words.clock(now));
    }

    /** How many hosts are in which state. */
    public List<Counter> getCounters() {
        List<Counter> counters = new ArrayList<>();
        ALWAYS.forEach(status -> counters.add(counter(status)));
        if (counts.containsKey(HostStatus.UNKNOWN)) {
            counters.add(counter(HostStatus.UNKNOWN));
        }
        return counters;
    }

    /** The first rows of the table. */
    public List<HostRow> getRows() {
        return rows;
    }

    /** The first cards of active alerts, the worst first. */
    public List<AlertCard> getAlerts() {
        return active.stream()
                .limit(CARDS)
                .map(view -> AlertCard.of(view, words))
                .toList();
    }

    /** How many alerts are critical. */
    public long getCritical() {
        return Alerts.count(active, Level.CRITICAL);
    }

    /** How many alerts are warnings. */
    public long getWarning() {
        return Alerts.count(active, Level.WARNING);
    }

    /** How many alerts nobody can judge. */
    public long getUnjudged() {
        return Alerts.count(active, Level.UNKNOWN);
    }

    /** The event feed, newest first. */
    public List<EventLine> getEvents() {
        return events;
    }

    /** Hosts that the viewer may see. */
    public int getTotal() {
        return total;
    }

    /** Hosts that the filter lets through. */
    public int getShown() {
        return shown;
    }

    /** Text to filter by. */
    public String getQuery() {
        return query;
    }

    /** Columns of the table that may be hidden, in order. */
    public List<String> getColumns() {
        return COLUMNS;
    }

    /** Factor on a host's interval after which it is down. */
    public double getGrace() {
        return states.grace();
    }

    /** Version of this server, empty when it was not built as a release. */
    public String getVersion() {
        String own = LivePage.class.getPackage().getImplementationVersion();
        return own == null ? "" : own;
    }

    /** The line that starts an agent for this very server. */
    public String getAgentCommand() {
        String host = request.getServerName();
        boolean plain = host != null && host.matches("[A-Za-z0-9.:\\[\\]-]+") && !host.equals("localhost");
        return "bin/hbc " + (plain ? host : "127.0.0.1");
    }

    private Counter counter(HostStatus status) {
        String label = status.label();
        boolean chosen = label.equals(state);
        String href = request.getContextPath() + "/live" + (chosen ? "" : "?state=" + label);
        return new Counter(label, words.get("page.state-" + label), counts.getOrDefault(status, 0L), chosen, href);
    }

    private boolean chosen(HostState host) {
        return (state.isEmpty() || host.status().label().equals(state))
                && Stream.of(query.toLowerCase(Locale.ROOT).split("\\s+"))
                        .allMatch(word -> word.length() > 1 && word.startsWith("#")
                                ? tagged(host.name(), word.substring(1))
                                : contains(host.name(), word)
                                        || contains(host.message(), word)
                                        || contains(host.version(), word));
    }

    private boolean tagged(String host, String tag) {
        return tags.of(host).stream()
                .anyMatch(own -> own.toLowerCase(Locale.ROOT).replace(' ', '-').equals(tag));
    }

    private static boolean contains(String text, String word) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(word);
    }

    private String parameter(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }
}
