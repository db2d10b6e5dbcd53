package io.heartbeat.notify;

import io.heartbeat.threshold.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Between rows of the database and records. */
final class Rows {
    static final String INSERT = "insert into notification (event_id, alert_id, host, metric_path, occasion,"
            + " from_level, to_level, metric_value, metric_limit, happened_at, text, channel, receiver, state, created_at,"
            + " due_at, done_at, attempts, letter, status, answer)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private Rows() {}

    /** Makes something of the present row. */
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    static Notification notification(ResultSet row) throws SQLException {
        return new Notification(
                row.getLong("id"),
                row.getLong("event_id"),
                row.getLong("alert_id"),
                row.getString("host"),
                row.getString("metric_path"),
                Occasion.valueOf(row.getString("occasion").toUpperCase(Locale.ROOT)),
                Level.valueOf(row.getString("from_level")),
                Level.valueOf(row.getString("to_level")),
                number(row, "metric_value"),
                number(row, "metric_limit"),
                instant(row, "happened_at"),
                row.getString("text"),
                row.getString("channel"),
                row.getString("receiver"),
                DeliveryState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                instant(row, "created_at"),
                instant(row, "due_at"),
                instant(row, "done_at"),
                row.getInt("attempts"),
                row.getString("letter"),
                row.getInt("status"),
                row.getString("answer"));
    }

    static Object[] values(Notification row) {
        return new Object[] {
            row.event(),
            row.alert(),
            row.host(),
            row.metric(),
            row.occasion().label(),
            row.from().name(),
            row.level().name(),
            Double.isFinite(row.value()) ? row.value() : null,
            Double.isFinite(row.limit()) ? row.limit() : null,
            row.at(),
            storable(row.text()),
            row.channel(),
            row.receiver(),
            row.state().label(),
            row.createdAt(),
            row.dueAt(),
            row.doneAt(),
            row.attempts(),
            row.letter(),
            row.status(),
            storable(row.answer())
        };
    }

    static Escalation escalation(ResultSet row) throws SQLException {
        return new Escalation(
                row.getLong("alert_id"),
                row.getString("route"),
                row.getInt("step"),
                row.getLong("event_id"),
                instant(row, "due_at"),
                row.getString("text"));
    }

    static Object column(Object value) {
        return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    /** No database takes U+0000. */
    static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }
}
