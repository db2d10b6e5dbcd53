package io.heartbeat.metric;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** The rows of metric_rollup. */
final class RollupRows {
    private RollupRows() {}

    /** The pages of a tier by their numbers, both included. */
    static Map<Integer, Page> between(Connection connection, Pages pages, int series, Tier tier, int from, int to)
            throws SQLException {
        Map<Integer, Page> found = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select page, body from metric_rollup where series = ? and tier = ? and page between ? and ?")) {
            select.setInt(1, series);
            select.setInt(2, tier.number);
            select.setInt(3, from);
            select.setInt(4, to);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getInt(1), pages.read(rows.getBytes(2)));
                }
            }
        }
        return found;
    }

    /** Writes pages, those that were found as changes, the others as new rows. */
    static void write(
            Connection connection, Pages pages, int series, Tier tier, Map<Integer, Page> all, Map<Integer, Page> found)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                        "update metric_rollup set body = ? where series = ? and tier = ? and page = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into metric_rollup (body, series, tier, page) values (?, ?, ?, ?)")) {
            for (Map.Entry<Integer, Page> page : all.entrySet()) {
                PreparedStatement statement = found.containsKey(page.getKey()) ? update : insert;
                statement.setBytes(1, pages.write(page.getValue()));
                statement.setInt(2, series);
                statement.setInt(3, tier.number);
                statement.setInt(4, page.getKey());
                statement.addBatch();
            }
            update.executeBatch();
            insert.executeBatch();
        }
    }

    /** Deletes the pages of a tier before a number. */
    static int deleteBefore(Connection connection, int series, Tier tier, int page) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from metric_rollup where series = ? and tier = ? and page < ?")) {
            delete.setInt(1, series);
            delete.setInt(2, tier.number);
            delete.setInt(3, page);
            return delete.executeUpdate();
        }
    }
}
