package io.heartbeat.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements on one connection, and the outbox' own words for them. One thread's. */
final class Sql {
    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    int execute(String statement, Object... values) throws SQLException {
        try (PreparedStatement prepared = prepared(statement, values)) {
            return prepared.executeUpdate();
        }
    }

    <T> List<T> list(String query, Rows.Reading<T> reading, Object... values) throws SQLException {
        try (PreparedStatement prepared = prepared(query, values);
                ResultSet rows = prepared.executeQuery()) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(reading.of(rows));
            }
            return list;
        }
    }

    /** How far events have been read; null before the first time. */
    Long cursor() throws SQLException {
        List<Long> cursor = list("select last_event from notification_cursor", row -> row.getLong(1));
        return cursor.isEmpty() ? null : cursor.get(0);
    }

    void cursor(long event) throws SQLException {
        if (execute("update notification_cursor set last_event=?", event) == 0) {
            execute("insert into notification_cursor (id, last_event) values (1, ?)", event);
        }
    }

    /** Stores a row unless the same news for the same receiver is there already; answers how many. */
    int insert(Notification row) throws SQLException {
        boolean known = !list(
                        "select id from notification where event_id=? and occasion=? and channel=? and receiver=?",
                        there -> there.getLong(1),
                        row.event(),
                        row.occasion().label(),
                        row.channel(),
                        row.receiver())
                .isEmpty();
        return known ? 0 : execute(Rows.INSERT, Rows.values(row));
    }

    /** Who was told of an alert since it began, or began again. */
    List<Target> told(long alert) throws SQLException {
        return list(
                "select distinct channel, receiver from notification n where alert_id=? and occasion<>'resolved'"
                        + " and not exists (select 1 from notification r where r.alert_id=n.alert_id"
                        + " and r.channel=n.channel and r.receiver=n.receiver and r.occasion='resolved' and r.id>n.id)"
                        + " order by channel, receiver",
                row -> new Target(row.getString("channel"), row.getString("receiver")),
                alert);
    }

    /** Whether a receiver still waits for older news of an alert. */
    boolean waits(long alert, Target target) throws SQLException {
        return !list(
                        "select id from notification where alert_id=? and channel=? and receiver=?"
                                + " and state in ('pending', 'claimed') limit 1",
                        row -> row.getLong(1),
                        alert,
                        target.channel(),
                        target.receiver())
                .isEmpty();
    }

    /** How many pieces of news wait for a receiver; not counted further than so many. */
    int waiting(Target target, int most) throws SQLException {
        return list(
                        "select count(*) from (select 1 from notification where channel=? and receiver=?"
                                + " and state in ('pending', 'claimed') limit " + most + ") waiting",
                        row -> row.getInt(1),
                        target.channel(),
                        target.receiver())
                .get(0);
    }

    /** The sum of what was left out for a receiver, while it can be added to. */
    Optional<Notification> leftOut(Target target) throws SQLException {
        return list(
                        "select n.* from notification n where n.channel=? and n.receiver=? and n.state='pending'"
                                + " and n.occasion='left_out' and n.letter is null order by n.id desc limit 1",
                        Rows::notification,
                        target.channel(),
                        target.receiver())
                .stream()
                .findFirst();
    }

    /** Tells more by a row, unless it was claimed meanwhile. */
    boolean replaced(Notification row) throws SQLException {
        return execute(
                        "update notification set metric_value=?, to_level=?, text=?"
                                + " where id=? and state='pending' and letter is null",
                        row.value(),
                        row.level().name(),
                        row.text(),
                        row.id())
                == 1;
    }

    void escalate(Escalation next) throws SQLException {
        if (list(
                        "select step from notification_escalation where alert_id=? and route=? and step=?",
                        row -> row.getInt(1),
                        next.alert(),
                        next.route(),
                        next.step())
                .isEmpty()) {
            execute(
                    "insert into notification_escalation (alert_id, route, step, event_id, due_at, done, text)"
                            + " values (?, ?, ?, ?, ?, false, ?)",
                    next.alert(),
                    next.route(),
                    next.step(),
                    next.event(),
                    next.dueAt(),
                    next.text());
        }
    }

    List<Escalation> escalationsDue(Instant now) throws SQLException {
        return list(
                "select * from notification_escalation where done=false and due_at<=? order by due_at, step limit 500",
                Rows::escalation,
                now);
    }

    /** The steps of an alert that were taken. */
    List<Escalation> escalated(long alert) throws SQLException {
        return list("select * from notification_escalation where done=true and alert_id=?", Rows::escalation, alert);
    }

    void escalated(Escalation taken) throws SQLException {
        execute(
                "update notification_escalation set done=true where alert_id=? and route=? and step=?",
                taken.alert(),
                taken.route(),
                taken.step());
    }

    /** Somebody takes care: nobody else is told next. */
    void calm(long alert) throws SQLException {
        execute("delete from notification_escalation where alert_id=? and done=false", alert);
    }

    /** An alert is over. */
    void end(long alert) throws SQLException {
        execute("delete from notification_escalation where alert_id=?", alert);
    }

    private PreparedStatement prepared(String statement, Object... values) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        for (int i = 0; i < values.length; i++) {
            prepared.setObject(i + 1, Rows.column(values[i]));
        }
        return prepared;
    }
}
