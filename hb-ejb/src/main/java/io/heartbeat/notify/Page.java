package io.heartbeat.notify;

import com.samskivert.mustache.Mustache;
import io.heartbeat.threshold.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What templates can say, and how. A template is rendered without logic of its own, reads no file, and every value in it is
 * made harmless for where it is shown. Stateless.
 */
final class Page {
    /** One of everything, for trying templates. */
    static final List<Item> SAMPLE = List.of(new Item(
            1,
            1,
            "web",
            "cpu_monitor.cpu_percent",
            Occasion.FIRED,
            Level.OK,
            Level.WARNING,
            85,
            80,
            Instant.parse("2026-01-02T03:04:05Z"),
            Instant.parse("2026-01-02T03:04:05Z"),
            "WARNING: web - cpu_monitor.cpu_percent = 85.0",
            Map.of("alertname", "cpu_monitor.cpu_percent", "host", "web"),
            Map.of(),
            null));

    /** What a letter has, for who named something else. */
    static final String WORDS =
            "title, count, firing, resolved, channel, url and items; an item has text, label, occasion,"
                    + " host, metric, level, from, value, threshold, at, since, alert and over";

    private Page() {}

    /** Fills a template with news and no address of the console. */
    static String render(String template, List<Item> items, Markup markup) {
        return render(template, context(items, "", ""), markup);
    }

    /** Fills a template. */
    static String render(String template, Map<String, Object> context, Markup markup) {
        return Mustache.compiler()
                .withEscaper(markup::harmless)
                .emptyStringIsFalse(true)
                .strictSections(true)
                .compile(template)
                .execute(context);
    }

    /** What a template can name. */
    static Map<String, Object> context(List<Item> items, String channel, String url) {
        Map<String, Object> context = new LinkedHashMap<>();
        long over = items.stream().filter(Item::resolved).count();
        context.put("title", title(items));
        context.put("count", items.size());
        context.put("firing", items.size() - over);
        context.put("resolved", over);
        context.put("channel", channel);
        context.put("url", url);
        context.put("items", items.stream().map(Page::item).toList());
        return context;
    }

    private static Map<String, Object> item(Item item) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", item.text());
        values.put("label", label(item));
        values.put("occasion", item.occasion().label());
        values.put("host", item.host());
        values.put("metric", item.metric());
        values.put("level", item.level().label());
        values.put("from", item.from().label());
        values.put("value", number(item.value()));
        values.put("threshold", number(item.limit()));
        values.put("at", item.at().truncatedTo(ChronoUnit.SECONDS).toString());
        values.put("since", item.since().truncatedTo(ChronoUnit.SECONDS).toString());
        values.put("alert", item.alert());
        values.put("over", item.resolved());
        return values;
    }

    /** The news itself when there is one piece, else how many of what: {@code 3 alerts: 2 CRITICAL, 1 RECOVERED (web)}. */
    static String title(List<Item> items) {
        if (items.size() == 1) {
            return items.get(0).text();
        }
        Map<Level, Long> counts = items.stream()
                .collect(Collectors.groupingBy(Item::level, () -> new EnumMap<>(Level.class), Collectors.counting()));
        StringBuilder title = new StringBuilder().append(items.size()).append(" alerts: ");
        title.append(List.of(Level.CRITICAL, Level.UNKNOWN, Level.WARNING, Level.OK).stream()
                .filter(counts::containsKey)
                .map(level -> counts.get(level) + " " + (level == Level.OK ? "RECOVERED" : level.name()))
                .collect(Collectors.joining(", ")));
        List<String> hosts = items.stream().map(Item::host).distinct().toList();
        return hosts.size() == 1 ? title + " (" + hosts.get(0) + ")" : title + " on " + hosts.size() + " hosts";
    }

    private static String label(Item item) {
        return item.resolved() ? "RECOVERED" : item.level().name();
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }
}
