package io.heartbeat.web.ui;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.threshold.Level;
import io.heartbeat.web.plugins.MetricPage;
import io.heartbeat.web.plugins.MetricQuestion;
import io.heartbeat.web.plugins.MetricRow;
import io.heartbeat.web.plugins.MetricTable;
import io.heartbeat.web.security.Viewer;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What {@code /plugins} shows before its script takes over, and all it shows without: the answer to its address. */
@Named
@RequestScoped
public class PluginsPage {
    private static final int ROWS = 100;
    private static final List<String> LEVELS = List.of("any", "critical", "warning", "unknown", "ok");

    @Inject
    MetricTable table;

    @Inject
    Viewer viewer;

    @Inject
    PageWords words;

    @Inject
    HttpServletRequest request;

    @Inject
    TimeSource time;

    private MetricPage page = new MetricPage(0, 0, List.of(), List.of());
    private int offset;
    private String problem = "";

    /**
     * One row, in words.
     *
     * @param host name of the host
     * @param plugin name of the plugin
     * @param metric keys joined by dots
     * @param value with up to three decimals, or a text
     * @param level word of the API
     * @param word the level for people
     * @param at when it was received, ISO 8601
     * @param age how long ago that was
     */
    public record Row(
            String host,
            String plugin,
            String metric,
            String value,
            String level,
            String word,
            String at,
            String age) {}

    @PostConstruct
    void look() {
        try {
            MetricQuestion question = MetricQuestion.of(
                    getQuery(), getPlugin(), getLevel(), parameter("sort"), parameter("offset"), String.valueOf(ROWS));
            offset = question.offset();
            page = table.find(question, viewer);
        } catch (IllegalArgumentException wrong) {
            problem = wrong.getMessage();
        }
    }

    private String parameter(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    /** What is wrong with the address, empty when nothing is. */
    public String getProblem() {
        return problem;
    }

    /** Words to find, as typed. */
    public String getQuery() {
        return parameter("q");
    }

    /** The plugin asked for, empty for all. */
    public String getPlugin() {
        return parameter("plugin");
    }

    /** The level asked for, empty for all. */
    public String getLevel() {
        return parameter("level");
    }

    /** Rows that fit. */
    public int getTotal() {
        return page.total();
    }

    /** Rows there are. */
    public int getAll() {
        return page.all();
    }

    /** Number of the first row shown, from 1; 0 when there is none. */
    public int getFirst() {
        return page.rows().isEmpty() ? 0 : offset + 1;
    }

    /** Number of the last row shown. */
    public int getLast() {
        return offset + page.rows().size();
    }

    /** The plugins there are, and none. */
    public List<Choice> getPlugins() {
        return Stream.concat(Stream.of(""), page.plugins().stream())
                .map(name -> new Choice(
                        name, name.isEmpty() ? words.get("plugins.every-plugin") : name, name.equals(getPlugin())))
                .toList();
    }

    /** The levels, and none. */
    public List<Choice> getLevels() {
        return Stream.concat(Stream.of(""), LEVELS.stream())
                .map(name -> new Choice(
                        name,
                        words.get(
                                name.isEmpty()
                                        ? "plugins.every-level"
                                        : name.equals("any") ? "plugins.any-alert" : "page.level-" + name),
                        name.equals(getLevel())))
                .toList();
    }

    /** The rows. */
    public List<Row> getRows() {
        return page.rows().stream().map(this::row).toList();
    }

    private Row row(MetricRow row) {
        Level level = row.level();
        return new Row(
                row.host(),
                row.plugin(),
                row.metric(),
                row.text() == null ? number(row.number()) : row.text(),
                level.label(),
                words.get("page.level-" + level.label()),
                Words.iso(row.at()),
                Words.clock(row.at()));
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
