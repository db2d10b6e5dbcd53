package io.heartbeat.metric;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws the curves of one question: roll-ups as far as they are stored, behind them the reports that are not rolled up yet.
 * One thread's.
 */
final class Curves {
    /** The path of the round-trip times. */
    static final String RTT = "rtt";

    /** Chunks that are read at once when looking back. */
    private static final int SLICE = 8;

    private static final int TRIES = 3;

    private final Catalog catalog;
    private final String host;
    private final List<String> paths;
    private final Span span;
    private final Map<Series, Map<String, Summary[]>> wanted = new LinkedHashMap<>();
    private final Map<String, Summary[]> byPath = new HashMap<>();

    Curves(String host, Catalog catalog, List<String> paths, Span span) {
        this.host = host;
        this.catalog = catalog;
        this.paths = paths;
        this.span = span;
        paths.stream().distinct().forEach(this::want);
    }

    private void want(String path) {
        if (path.equals(RTT)) {
            for (String part : List.of("min", "avg", "max")) {
                want(path + " " + part, RttMinutes.PLUGIN, part);
            }
            return;
        }
        // A plugin's name may have dots as well: the longest one that exists is meant.
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            if (catalog.find(host, path.substring(0, dot)) != null) {
                want(path, path.substring(0, dot), path.substring(dot + 1));
                return;
            }
        }
    }

    private void want(String path, String plugin, String name) {
        Series series = catalog.find(host, plugin);
        Summary[] points = new Summary[span.count()];
        byPath.put(path, points);
        if (series != null) {
            wanted.computeIfAbsent(series, s -> new HashMap<>()).put(name, points);
        }
    }

    /** @param minutes round-trip times that are not stored yet */
    void read(Connection connection, List<Report> minutes) throws SQLException {
        try (Frames frames = new Frames();
                Pages pages = new Pages()) {
            for (Map.Entry<Series, Map<String, Summary[]>> entry : wanted.entrySet()) {
                read(connection, frames, pages, entry.getKey(), entry.getValue());
            }
        }
        Map<String, Summary[]> rtt = new HashMap<>();
        for (String part : List.of("min", "avg", "max")) {
            rtt.put(part, byPath.get(RTT + " " + part));
        }
        if (rtt.get("avg") != null) {
            minutes.forEach(minute -> add(minute, rtt));
        }
    }

    /** Again when a roll-up came between the pages and the reports: it would count twice. */
    private void read(Connection connection, Frames frames, Pages pages, Series series, Map<String, Summary[]> points)
            throws SQLException {
        for (int i = 0; i < TRIES; i++) {
            int rolled = series.rolled;
            points.values().forEach(column -> Arrays.fill(column, null));
            if (span.tier() == Tier.MINUTE) {
                reports(connection, frames, series, 1, points);
                return;
            }
            rollups(connection, pages, series, points);
            reports(connection, frames, series, rolled + 1, points);
            if (series.rolled == rolled) {
                return;
            }
        }
    }

    private void rollups(Connection connection, Pages pages, Series series, Map<String, Summary[]> points)
            throws SQLException {
        Tier tier = span.tier();
        int first = tier.page(span.begin());
        int last = tier.page(span.end() - 1);
        RollupRows.between(connection, pages, series.id, tier, first, last).forEach((number, page) -> {
            points.forEach((name, column) -> {
                Summary[] buckets = page.column(name);
                for (int i = 0; buckets != null && i < buckets.length; i++) {
                    add(column, tier.begin(number, i), buckets[i]);
                }
            });
        });
    }

    /** Newest first, until a chunk ended before the span. */
    private void reports(Connection connection, Frames frames, Series series, int oldest, Map<String, Summary[]> points)
            throws SQLException {
        for (int seq = series.newest(); seq >= oldest; seq -= SLICE) {
            List<ChunkRows.Chunk> slice =
                    ChunkRows.between(connection, series.id, Math.max(oldest, seq - SLICE + 1), seq);
            for (ChunkRows.Chunk chunk : slice) {
                if (chunk.lastAt() < span.begin() * 1_000_000) {
                    return;
                }
                frames.read(chunk.firstAt(), chunk.body()).forEach(report -> add(report, points));
            }
            if (slice.isEmpty()) {
                return;
            }
        }
    }

    private void add(Report report, Map<String, Summary[]> points) {
        long second = report.timestamp().getEpochSecond();
        if (span.index(second) >= 0) {
            Numerics.each(report.json(), (name, value) -> {
                Summary[] column = points.get(name);
                if (column != null) {
                    add(column, second, Summary.of(value));
                }
            });
        }
    }

    private void add(Summary[] column, long second, Summary values) {
        int index = span.index(second);
        if (index >= 0) {
            column[index] = Summary.merged(column[index], values);
        }
    }

    /** The curves, in the order of the paths. */
    List<Curve> drawn() {
        return paths.stream().map(path -> new Curve(path, points(path))).toList();
    }

    private List<Summary> points(String path) {
        Summary[] points = path.equals(RTT) ? rtt() : byPath.get(path);
        return points == null
                ? Collections.nCopies(span.count(), null)
                : Collections.unmodifiableList(new ArrayList<>(Arrays.asList(points)));
    }

    private Summary[] rtt() {
        Summary[] points = new Summary[span.count()];
        for (int i = 0; i < points.length; i++) {
            Summary avg = byPath.get(RTT + " avg")[i];
            if (avg != null) {
                double min = byPath.get(RTT + " min")[i].min();
                double max = byPath.get(RTT + " max")[i].max();
                points[i] = new Summary(min, max, avg.sum(), avg.count());
            }
        }
        return points;
    }
}
