package io.heartbeat.metric;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The rows of metric_chunk. */
final class ChunkRows {
    private ChunkRows() {}

    /** A stored chunk. */
    record Chunk(int seq, long firstAt, long lastAt, byte[] body) {}

    /**
     * Stores drafts: appends to rows that are there, then inserts the new ones; two batches. Without the cast H2 takes the
     * parameter for a text, and bytes are lost.
     */
    static void write(Connection connection, Collection<Draft> drafts) throws SQLException {
        try (PreparedStatement append =
                        connection.prepareStatement("update metric_chunk set body = body || cast(? as bytea),"
                                + " last_at = ?, reports = reports + ? where series = ? and seq = ?");
                PreparedStatement insert = connection.prepareStatement("insert into metric_chunk"
                        + " (body, last_at, reports, series, seq, first_at) values (?, ?, ?, ?, ?, ?)")) {
            for (Draft draft : drafts) {
                for (Draft.Change change : draft.changes()) {
                    PreparedStatement statement = change.fresh() ? insert : append;
                    statement.setBytes(1, change.body());
                    statement.setLong(2, change.tail().lastAt());
                    statement.setInt(3, change.reports());
                    statement.setInt(4, draft.series.id);
                    statement.setInt(5, change.tail().seq());
                    if (change.fresh()) {
                        statement.setLong(6, change.tail().firstAt());
                    }
                    statement.addBatch();
                }
            }
            append.executeBatch();
            insert.executeBatch();
        }
    }

    /** The chunks of a series by their numbers, both included, newest first. */
    static List<Chunk> between(Connection connection, int series, int from, int to) throws SQLException {
        List<Chunk> chunks = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select seq, first_at, last_at, body"
                + " from metric_chunk where series = ? and seq between ? and ? order by seq desc")) {
            select.setInt(1, series);
            select.setInt(2, from);
            select.setInt(3, to);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    chunks.add(new Chunk(rows.getInt(1), rows.getLong(2), rows.getLong(3), rows.getBytes(4)));
                }
            }
        }
        return chunks;
    }

    /** Deletes what ended before, up to a number. */
    static int deleteBefore(Connection connection, int series, int upTo, long micros) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from metric_chunk where series = ? and seq <= ? and last_at < ?")) {
            delete.setInt(1, series);
            delete.setInt(2, upTo);
            delete.setLong(3, micros);
            return delete.executeUpdate();
        }
    }
}
