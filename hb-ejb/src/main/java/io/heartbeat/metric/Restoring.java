package io.heartbeat.metric;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Reads what is stored into the catalog, and the newest report of each plugin into memory, so that no page is empty. */
final class Restoring {
    private static final int PAGE = 500;

    private final DataSource source;
    private final Catalog catalog;
    private final Reports reports;

    Restoring(DataSource source, Catalog catalog, Reports reports) {
        this.source = source;
        this.catalog = catalog;
        this.reports = reports;
    }

    /** The catalog becomes what the database says; reports in memory that are newer stay. */
    void run() throws SQLException {
        try (Connection connection = source.getConnection();
                Frames frames = new Frames()) {
            catalog.clear();
            List<SeriesRows.Stored> page = SeriesRows.after(connection, 0, PAGE);
            while (!page.isEmpty()) {
                page.forEach(stored -> restore(stored, frames));
                page = SeriesRows.after(connection, page.get(page.size() - 1).series().id, PAGE);
            }
        }
    }

    private void restore(SeriesRows.Stored stored, Frames frames) {
        Series series = stored.series();
        catalog.add(series);
        boolean shown = series.tail != null && !series.plugin.equals(RttMinutes.PLUGIN);
        if (shown && !reports.has(series.host, series.plugin)) {
            List<Report> read = frames.read(series.tail.firstAt(), stored.body());
            if (!read.isEmpty()) {
                reports.restore(series.host, series.plugin, read.get(read.size() - 1));
            }
        }
    }
}
