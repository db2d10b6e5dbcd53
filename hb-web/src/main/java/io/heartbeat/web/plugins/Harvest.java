package io.heartbeat.web.plugins;

import io.heartbeat.threshold.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an answer is made of while the hosts are gone through, in their order. Rows are made only of what will be in it, or may
 * still be; never more are held than offset and limit ask for. One thread's.
 */
final class Harvest {
    private final MetricQuestion question;
    private final Comparator<MetricRow> order;
    private final boolean natural;
    private final PriorityQueue<MetricRow> best;
    private final List<MetricRow> rows = new ArrayList<>();
    private final Set<String> plugins = new TreeSet<>();
    private int total;
    private int all;

    Harvest(MetricQuestion question) {
        this.question = question;
        order = order(question);
        natural = question.sort() == MetricQuestion.Sort.HOST && !question.descending();
        best = new PriorityQueue<>(order.reversed());
    }

    /**
     * Goes through the reports of one host.
     *
     * @param levels of its alerts, by the path that alerts have
     */
    void take(Sheet.Line line, Map<String, Level> levels) {
        List<String> words = question.words().stream()
                .filter(word -> !line.searched().contains(word))
                .toList();
        for (Leaves leaves : line.plugins().values()) {
            String plugin = leaves.names().plugin();
            plugins.add(plugin);
            all += leaves.size();
            if (question.plugin().isEmpty() || question.plugin().equals(plugin)) {
                take(line.host(), leaves, words, levels);
            }
        }
    }

    private void take(String host, Leaves leaves, List<String> words, Map<String, Level> levels) {
        for (int i = 0; i < leaves.size(); i++) {
            Level level = levels.getOrDefault(leaves.names().spoken()[i], Level.OK);
            String searched = leaves.names().searched()[i];
            if (fits(level) && words.stream().allMatch(searched::contains)) {
                total++;
                keep(host, leaves, i, level);
            }
        }
    }

    private void keep(String host, Leaves leaves, int i, Level level) {
        if (!natural) {
            MetricRow row = row(host, leaves, i, level);
            if (best.size() < question.offset() + question.limit()) {
                best.add(row);
            } else if (order.compare(row, best.peek()) < 0) {
                best.remove();
                best.add(row);
            }
        } else if (total > question.offset() && rows.size() < question.limit()) {
            rows.add(row(host, leaves, i, level));
        }
    }

    private boolean fits(Level level) {
        return question.level() == null ? !question.alarming() || level != Level.OK : question.level() == level;
    }

    /** What came together. */
    MetricPage page() {
        if (!natural) {
            List<MetricRow> sorted = new ArrayList<>(best);
            sorted.sort(order);
            rows.addAll(sorted.subList(Math.min(question.offset(), sorted.size()), sorted.size()));
        }
        return new MetricPage(total, all, List.copyOf(plugins), List.copyOf(rows));
    }

    private static MetricRow row(String host, Leaves leaves, int i, Level level) {
        return new MetricRow(
                host,
                leaves.names().plugin(),
                leaves.names().metrics().get(i),
                leaves.numbers()[i],
                leaves.text(i),
                leaves.at(),
                level);
    }

    /** Numbers before texts either way; ties by host, plugin and metric. */
    private static Comparator<MetricRow> order(MetricQuestion question) {
        Comparator<MetricRow> names = Comparator.comparing(MetricRow::host)
                .thenComparing(MetricRow::plugin)
                .thenComparing(MetricRow::metric);
        Comparator<MetricRow> by =
                switch (question.sort()) {
                    case HOST -> Comparator.comparing(MetricRow::host);
                    case PLUGIN -> Comparator.comparing(MetricRow::plugin);
                    case METRIC -> Comparator.comparing(MetricRow::metric);
                    case VALUE -> Comparator.comparingDouble(MetricRow::number);
                    case LEVEL -> Comparator.comparing(MetricRow::level);
                    case AGE -> Comparator.comparing(MetricRow::at).reversed();
                };
        Comparator<MetricRow> way = question.descending() ? by.reversed() : by;
        return question.sort() == MetricQuestion.Sort.VALUE
                ? Comparator.<MetricRow, Boolean>comparing(row -> row.text() != null)
                        .thenComparing(way)
                        .thenComparing(row -> row.text() == null ? "" : row.text())
                        .thenComparing(names)
                : way.thenComparing(names);
    }
}
