package io.heartbeat.metric;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The rows of metric_series. */
final class SeriesRows {
    private SeriesRows() {}

    /**
     * A series as it is stored, with its newest chunk.
     *
     * @param body of its newest chunk, null when it has none
     */
    record Stored(Series series, byte[] body) {}

    /** The series with the next greater numbers, at most so many. */
    static List<Stored> after(Connection connection, int id, int most) throws SQLException {
        List<Stored> page = new ArrayList<>(most);
        try (PreparedStatement select = connection.prepareStatement(
                "select s.id, s.host, s.plugin, s.rolled, c.seq, c.first_at, c.last_at, c.reports, c.body"
                        + " from metric_series s left join metric_chunk c on c.series = s.id and c.seq = s.newest"
                        + " where s.id > ? order by s.id fetch first " + most + " rows only")) {
            select.setInt(1, id);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    page.add(stored(rows));
                }
            }
        }
        return page;
    }

    private static Stored stored(ResultSet row) throws SQLException {
        Series series = new Series(row.getInt(1), row.getString(2), row.getString(3));
        series.rolled = row.getInt(4);
        byte[] body = row.getBytes(9);
        if (body != null) {
            byte[] head = Frames.headOf(body);
            series.tail = new Tail(row.getInt(5), row.getLong(6), row.getLong(7), row.getInt(8), body.length, head);
        }
        return new Stored(series, body);
    }

    static void insert(Connection connection, Collection<Series> fresh) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into metric_series (id, host, plugin, newest, rolled) values (?, ?, ?, 0, 0)")) {
            for (Series series : fresh) {
                insert.setInt(1, series.id);
                insert.setString(2, series.host);
                insert.setString(3, series.plugin);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Notes the newest chunks. */
    static void newest(Connection connection, Collection<Draft> drafts) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update metric_series set newest = ? where id = ?")) {
            for (Draft draft : drafts) {
                if (draft.grows()) {
                    update.setInt(1, draft.tail().seq());
                    update.setInt(2, draft.series.id);
                    update.addBatch();
                }
            }
            update.executeBatch();
        }
    }

    /** Notes up to which chunk a series is rolled up. */
    static void rolled(Connection connection, int id, int seq) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update metric_series set rolled = ? where id = ?")) {
            update.setInt(1, seq);
            update.setInt(2, id);
            update.executeUpdate();
        }
    }

    /** Deletes a series with all it has. */
    static void delete(Connection connection, int id) throws SQLException {
        for (String table :
                List.of("metric_chunk where series", "metric_rollup where series", "metric_series where id")) {
            try (PreparedStatement delete = connection.prepareStatement("delete from " + table + " = ?")) {
                delete.setInt(1, id);
                delete.executeUpdate();
            }
        }
    }
}
