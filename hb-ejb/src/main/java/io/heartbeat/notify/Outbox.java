package io.heartbeat.notify;

import io.heartbeat.flow.Unproxied;
import io.heartbeat.storage.Database;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The outbox in the database, by SQL that H2 and PostgreSQL both understand. Whatever is claimed and not settled when the
 * process dies is claimed again by the next one. Thread-safe.
 */
@Unproxied
public class Outbox {
    private static final int LONGEST_ANSWER = 2_000;
    /** Mail servers refuse or cut headers that are too long; whoever sorts letters needs no more to find the thread. */
    private static final int MOST_REFERENCES = 20;

    /** Open rows that are older, of the same alert and receiver, and already part of a letter: they go first. */
    private static final String IN_ORDER = " and not exists (select 1 from notification e where e.alert_id = n.alert_id"
            + " and e.channel = n.channel and e.receiver = n.receiver and e.id < n.id and e.letter is not null"
            + " and e.state in ('pending', 'claimed'))";

    private final Supplier<DataSource> source;

    /** @param database which has the tables */
    @Inject
    public Outbox(Database database) {
        this(database::source);
    }

    Outbox(Supplier<DataSource> source) {
        this.source = source;
    }

    /** Work on one connection. */
    interface Work<T> {
        T on(Sql sql) throws SQLException;
    }

    /** Does all of it or nothing. */
    <T> T transaction(Work<T> work) throws SQLException {
        try (Connection connection = source.get().getConnection()) {
            connection.setAutoCommit(false);
            boolean through = false;
            try {
                T result = work.on(new Sql(connection));
                connection.commit();
                through = true;
                return result;
            } finally {
                if (!through) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }
    }

    /** Frees what a process that is no more had claimed; answers how many. */
    int release() throws SQLException {
        return transaction(sql -> sql.execute("update notification set state='pending' where state='claimed'"));
    }

    /**
     * Claims a letter: the oldest of what is due on a channel, and all else that is due for the same receiver.
     *
     * @param most pieces of news in one letter
     * @return its rows in order, with the state they have now; none when nothing is due
     */
    List<Notification> claim(String channel, Instant now, int most) throws SQLException {
        return transaction(sql -> {
            List<Notification> first = sql.list(
                    "select n.* from notification n where n.state='pending' and n.channel=? and n.due_at<=?" + IN_ORDER
                            + " order by n.due_at, n.id limit 1",
                    Rows::notification,
                    channel,
                    now);
            if (first.isEmpty()) {
                return List.of();
            }
            Notification oldest = first.get(0);
            List<Notification> rows = oldest.letter() != null
                    ? sql.list(
                            "select n.* from notification n where n.letter=? and n.state='pending' order by n.id",
                            Rows::notification,
                            oldest.letter())
                    : sql.list(
                            "select n.* from notification n where n.state='pending' and n.channel=? and n.receiver=?"
                                    + " and n.due_at<=? and n.letter is null" + IN_ORDER + " order by n.id limit "
                                    + most,
                            Rows::notification,
                            channel,
                            oldest.receiver(),
                            now);
            String letter = oldest.letter() != null
                    ? oldest.letter()
                    : rows.get(0).id() + "." + rows.get(0).createdAt().toEpochMilli();
            sql.execute(
                    "update notification set state='claimed', attempts=attempts+1, letter=? where id in " + ids(rows),
                    letter);
            return sql.list(
                    "select n.* from notification n where n.id in " + ids(rows) + " order by n.id", Rows::notification);
        });
    }

    /** The service took them. */
    void sent(Collection<Notification> rows, Outcome outcome, Instant now) throws SQLException {
        settle(rows, DeliveryState.SENT, outcome, now);
    }

    /** They will not be tried again. */
    void failed(Collection<Notification> rows, Outcome outcome, Instant now) throws SQLException {
        settle(rows, DeliveryState.FAILED, outcome, now);
    }

    private void settle(Collection<Notification> rows, DeliveryState state, Outcome outcome, Instant now)
            throws SQLException {
        transaction(sql -> sql.execute(
                "update notification set state=?, done_at=?, status=?, answer=? where id in " + ids(rows),
                state.label(),
                now,
                outcome.status(),
                answer(outcome)));
    }

    /** They are tried again, not before a moment. */
    void retry(Collection<Notification> rows, Outcome outcome, Instant dueAt) throws SQLException {
        transaction(sql -> sql.execute(
                "update notification set state='pending', due_at=?, status=?, answer=? where id in " + ids(rows),
                dueAt,
                outcome.status(),
                answer(outcome)));
    }

    /** The newest letters that told the same receivers of the same alerts before, the oldest first. */
    List<String> references(Collection<Notification> rows) throws SQLException {
        Notification first = rows.iterator().next();
        List<String> newest = transaction(sql -> sql.list(
                "select letter, min(id) as first from notification where channel=? and receiver=? and letter is not null"
                        + " and letter<>? and alert_id<>0 and alert_id in "
                        + rows.stream()
                                .map(row -> Long.toString(row.alert()))
                                .distinct()
                                .collect(Collectors.joining(",", "(", ")"))
                        + " and id<? group by letter order by 2 desc limit " + MOST_REFERENCES,
                row -> row.getString("letter"),
                first.channel(),
                first.receiver(),
                first.letter(),
                first.id()));
        Collections.reverse(newest);
        return newest;
    }

    /** How much waits, by channel. */
    Map<String, Depth> depths() throws SQLException {
        Map<String, Depth> depths = new HashMap<>();
        transaction(sql -> sql.list(
                "select channel, count(*) as waiting, min(created_at) as oldest from notification"
                        + " where state in ('pending', 'claimed') group by channel",
                row -> depths.put(
                        row.getString("channel"), new Depth(row.getLong("waiting"), Rows.instant(row, "oldest")))));
        return depths;
    }

    /**
     * The log, newest first.
     *
     * @param before only older ones than this number
     * @param filter conditions on columns, all of them
     */
    List<Notification> log(long before, Map<String, Object> filter, int limit) throws SQLException {
        StringBuilder query = new StringBuilder("select n.* from notification n where n.id<?");
        List<Object> values = new ArrayList<>(List.of(before));
        filter.forEach((column, value) -> {
            query.append(" and n.").append(column).append("=?");
            values.add(value);
        });
        return transaction(
                sql -> sql.list(query + " order by n.id desc limit " + limit, Rows::notification, values.toArray()));
    }

    /** Deletes what was settled before and whose alert is over for its receiver; answers how many. */
    int forgetBefore(Instant moment) throws SQLException {
        return transaction(sql -> sql.execute(
                "delete from notification where done_at<? and state in ('sent', 'failed') and (alert_id=0 or exists"
                        + " (select 1 from notification r where r.alert_id=notification.alert_id"
                        + " and r.occasion='resolved' and r.state in ('sent', 'failed') and r.id>=notification.id"
                        + " and r.channel=notification.channel and r.receiver=notification.receiver))",
                moment));
    }

    /** What waits for a channel, if it was stored before a moment. */
    List<Notification> stranded(String channel, Instant moment) throws SQLException {
        return transaction(sql -> sql.list(
                "select n.* from notification n where n.channel=? and n.state='pending' and n.created_at<?"
                        + " order by n.id limit 500",
                Rows::notification,
                channel,
                moment));
    }

    /** Stores that somebody tried a channel. */
    void tested(Notification row) throws SQLException {
        transaction(sql -> sql.insert(row));
    }

    private static String ids(Collection<Notification> rows) {
        return rows.stream().map(row -> Long.toString(row.id())).collect(Collectors.joining(",", "(", ")"));
    }

    private static String answer(Outcome outcome) {
        return Cut.to(LONGEST_ANSWER, Rows.storable(outcome.answer()));
    }
}
