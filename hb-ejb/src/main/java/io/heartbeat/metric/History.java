package io.heartbeat.metric;

import io.heartbeat.storage.Database;
import io.heartbeat.telemetry.Telemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * What is known of the past, from memory and the database. When the database does not answer, memory alone does. Asks the
 * database in the caller's thread: not for the way of a datagram. Thread-safe.
 */
@ApplicationScoped
public class History {
    /** Chunks that are read at once, of some twenty reports. */
    private static final int SLICE = 8;

    private final Reports reports;
    private final RttMinutes minutes;
    private final Catalog catalog;
    private final Database database;
    private final Telemetry telemetry;

    /** For the container's proxy. */
    protected History() {
        this(null, null, null, null, null);
    }

    /** @param database where the older reports are */
    @Inject
    public History(Reports reports, RttMinutes minutes, Catalog catalog, Database database, Telemetry telemetry) {
        this.reports = reports;
        this.minutes = minutes;
        this.catalog = catalog;
        this.database = database;
        this.telemetry = telemetry;
    }

    /** Where the database is; tests have their own. */
    DataSource source() {
        return database.source();
    }

    /** The newest reports of one plugin, newest first, as far back as they are kept. */
    public List<Report> samples(String host, String plugin, int limit) {
        List<Report> newest = reports.samples(host, plugin, limit);
        Series series = catalog.find(host, plugin);
        if (newest.size() >= limit || series == null) {
            return newest;
        }
        List<Report> all = new ArrayList<>(newest);
        try (Connection connection = source().getConnection();
                Frames frames = new Frames()) {
            older(connection, frames, series, all, limit);
        } catch (SQLException e) {
            telemetry.report(new MetricsRefused("read reports", 0, e));
        }
        return all;
    }

    private static void older(Connection connection, Frames frames, Series series, List<Report> all, int limit)
            throws SQLException {
        Set<Long> known = new HashSet<>();
        all.forEach(report -> known.add(Frames.micros(report.timestamp())));
        long from = known.stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        long to = known.stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE);
        for (int seq = series.newest(); seq > 0 && all.size() < limit; seq -= SLICE) {
            List<ChunkRows.Chunk> slice = ChunkRows.between(connection, series.id, seq - SLICE + 1, seq);
            for (ChunkRows.Chunk chunk : slice) {
                List<Report> read = frames.read(chunk.firstAt(), chunk.body());
                for (int i = read.size() - 1; i >= 0 && all.size() < limit; i--) {
                    long at = Frames.micros(read.get(i).timestamp());
                    if (at < from || at > to) {
                        all.add(read.get(i));
                    }
                }
            }
            if (slice.isEmpty()) {
                return;
            }
        }
    }

    /** The numerics that the newest reports of a host have, as paths; and {@code rtt}. */
    public List<String> paths(String host) {
        Set<String> paths = new TreeSet<>();
        paths.add(Curves.RTT);
        reports.newest(host)
                .forEach((plugin, report) ->
                        Numerics.each(report.json(), (name, value) -> paths.add(plugin + "." + name)));
        return List.copyOf(paths);
    }

    /**
     * How metrics of a host went.
     *
     * @param paths plugin, dot, and the keys that lead to the metric, joined by dots; or {@code rtt}, milliseconds
     * @return in the order of the paths; one that was never reported has no points
     */
    public List<Curve> curves(String host, List<String> paths, Span span) {
        Curves curves = new Curves(host, catalog, paths, span);
        try (Connection connection = source().getConnection()) {
            curves.read(connection, minutes.waiting(host));
        } catch (SQLException e) {
            telemetry.report(new MetricsRefused("read metrics", 0, e));
        }
        return curves.drawn();
    }
}
