package io.heartbeat.dns;

import io.heartbeat.flow.Unproxied;
import io.heartbeat.storage.Database;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Names, queue and audit records in the database, by SQL that H2 and PostgreSQL both understand. Thread-safe. */
@Unproxied
public class DnsStore {
    private static final String UPDATE = "update dns_name set host=?, zone=?, wanted=?, published=?, pending=?, down=?,"
            + " queued_at=?, published_at=?, problem=?, cause=? where name=?";
    private static final String INSERT =
            "insert into dns_name (host, zone, wanted, published, pending, down, queued_at,"
                    + " published_at, problem, cause, name) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String AUDIT = "insert into dns_change (happened_at, host, name, type, old_value, new_value,"
            + " provider, result, detail, cause) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Supplier<DataSource> source;

    /** @param database which has the tables */
    @Inject
    public DnsStore(Database database) {
        this(database::source);
    }

    DnsStore(Supplier<DataSource> source) {
        this.source = source;
    }

    /** All names, those that wait first and in their order. */
    List<NameState> names() throws SQLException {
        try (Connection connection = source.get().getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select * from dns_name order by pending desc, queued_at, name");
                ResultSet rows = query.executeQuery()) {
            List<NameState> names = new ArrayList<>();
            while (rows.next()) {
                names.add(name(rows));
            }
            return names;
        }
    }

    /** Stores all of it or nothing. */
    void save(Collection<NameState> states, Collection<String> gone, Collection<DnsChange> changes)
            throws SQLException {
        try (Connection connection = source.get().getConnection()) {
            connection.setAutoCommit(false);
            boolean through = false;
            try {
                write(connection, states, gone, changes);
                connection.commit();
                through = true;
            } finally {
                if (!through) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }
    }

    /** The newest audit records of a host, newest first. */
    List<DnsChange> changes(String host, int limit) throws SQLException {
        try (Connection connection = source.get().getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select * from dns_change where host=? order by id desc limit ?")) {
            query.setString(1, host);
            query.setInt(2, limit);
            try (ResultSet rows = query.executeQuery()) {
                List<DnsChange> changes = new ArrayList<>();
                while (rows.next()) {
                    changes.add(change(rows));
                }
                return changes;
            }
        }
    }

    /** Deletes audit records that are older; answers how many. */
    int forgetBefore(Instant moment) throws SQLException {
        try (Connection connection = source.get().getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from dns_change where happened_at < ?")) {
            delete.setObject(1, time(moment));
            return delete.executeUpdate();
        }
    }

    private static void write(
            Connection connection, Collection<NameState> states, Collection<String> gone, Collection<DnsChange> changes)
            throws SQLException {
        for (NameState state : states) {
            if (execute(connection, UPDATE, columns(state)) == 0) {
                execute(connection, INSERT, columns(state));
            }
        }
        for (String name : gone) {
            execute(connection, "delete from dns_name where name=?", name);
        }
        for (DnsChange change : changes) {
            execute(connection, AUDIT, columns(change));
        }
    }

    private static Object[] columns(NameState state) {
        return new Object[] {
            state.host(),
            state.zone(),
            state.wanted().text(),
            state.published().text(),
            state.pending(),
            state.down(),
            time(state.queuedAt()),
            time(state.publishedAt()),
            state.problem(),
            state.cause(),
            state.name()
        };
    }

    private static Object[] columns(DnsChange change) {
        return new Object[] {
            time(change.at()),
            change.host(),
            change.name(),
            change.type().name(),
            change.before(),
            change.after(),
            change.provider(),
            change.result(),
            change.detail(),
            change.cause()
        };
    }

    private static int execute(Connection connection, String sql, Object... columns) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.length; i++) {
                statement.setObject(i + 1, columns[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static NameState name(ResultSet row) throws SQLException {
        return new NameState(
                row.getString("name"),
                row.getString("host"),
                row.getString("zone"),
                Records.parse(row.getString("wanted")),
                Records.parse(row.getString("published")),
                row.getBoolean("pending"),
                row.getBoolean("down"),
                instant(row, "queued_at"),
                instant(row, "published_at"),
                row.getString("problem"),
                row.getString("cause"));
    }

    private static DnsChange change(ResultSet row) throws SQLException {
        return new DnsChange(
                instant(row, "happened_at"),
                row.getString("host"),
                row.getString("name"),
                RecordType.valueOf(row.getString("type")),
                row.getString("old_value"),
                row.getString("new_value"),
                row.getString("provider"),
                row.getString("result"),
                row.getString("detail"),
                row.getString("cause"));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
