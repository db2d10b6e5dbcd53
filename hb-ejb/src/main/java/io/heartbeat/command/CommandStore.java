package io.heartbeat.command;

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

/** Commands and reports of agents in the database, by SQL that H2 and PostgreSQL both understand. Thread-safe. */
@Unproxied
public class CommandStore {
    private static final String UPDATE =
            "update host_command set state=?, sent_at=?, answered_at=?, status=?, output=? where id=?";
    private static final String INSERT =
            "insert into host_command (state, sent_at, answered_at, status, output, id, host,"
                    + " kind, command, args, version, url, sha256, actor, queued_at, expires_at)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE_AGENT =
            "update host_agent set version=?, commands=?, upgrade=?, reported_at=? where host=?";
    private static final String INSERT_AGENT =
            "insert into host_agent (version, commands, upgrade, reported_at, host) values (?, ?, ?, ?, ?)";

    private final Supplier<DataSource> source;

    /** @param database which has the tables */
    @Inject
    public CommandStore(Database database) {
        this(database::source);
    }

    CommandStore(Supplier<DataSource> source) {
        this.source = source;
    }

    /** The commands of which something may still become, oldest first. */
    List<Command> open() throws SQLException {
        return query("select * from host_command where state in ('QUEUED', 'SENT') order by queued_at, id");
    }

    /** The newest commands of a host, newest first. */
    List<Command> newest(String host, int limit) throws SQLException {
        return query("select * from host_command where host=? order by queued_at desc, id limit ?", host, limit);
    }

    /** A command of a host; none or one. */
    List<Command> find(String host, String id) throws SQLException {
        return query("select * from host_command where host=? and id=?", host, id);
    }

    /** What the agents said of themselves. */
    List<AgentReport> agents() throws SQLException {
        try (Connection connection = source.get().getConnection();
                PreparedStatement query = connection.prepareStatement("select * from host_agent");
                ResultSet rows = query.executeQuery()) {
            List<AgentReport> agents = new ArrayList<>();
            while (rows.next()) {
                agents.add(agent(rows));
            }
            return agents;
        }
    }

    /**
     * Stores a new command so that it outlives a kill of this process at the next moment: H2 takes up to a second for what
     * it has committed unless it is told to.
     */
    void saveNow(Command command) throws SQLException {
        save(List.of(command), List.of());
        try (Connection connection = source.get().getConnection()) {
            if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
                execute(connection, "checkpoint sync");
            }
        }
    }

    /** Stores all of it or nothing. */
    void save(Collection<Command> commands, Collection<AgentReport> agents) throws SQLException {
        try (Connection connection = source.get().getConnection()) {
            connection.setAutoCommit(false);
            boolean through = false;
            try {
                for (Command command : commands) {
                    write(connection, command);
                }
                for (AgentReport agent : agents) {
                    write(connection, agent);
                }
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

    /** Forgets what is known of a host. */
    void forget(String host) throws SQLException {
        try (Connection connection = source.get().getConnection()) {
            execute(connection, "delete from host_command where host=?", host);
            execute(connection, "delete from host_agent where host=?", host);
        }
    }

    /** Deletes commands that are older; answers how many. */
    int forgetBefore(Instant moment) throws SQLException {
        try (Connection connection = source.get().getConnection()) {
            return execute(connection, "delete from host_command where queued_at < ?", time(moment));
        }
    }

    private static void write(Connection connection, Command command) throws SQLException {
        Object[] changing = {
            command.state().name(),
            time(command.sentAt()),
            time(command.answeredAt()),
            command.status(),
            command.output(),
            command.id()
        };
        if (execute(connection, UPDATE, changing) == 0) {
            Task task = command.task();
            execute(
                    connection,
                    INSERT,
                    changing[0],
                    changing[1],
                    changing[2],
                    changing[3],
                    changing[4],
                    changing[5],
                    command.host(),
                    task.kind().name(),
                    task.command(),
                    TextColumn.of(task.args()),
                    task.version(),
                    task.url(),
                    task.sha256(),
                    command.actor(),
                    time(command.queuedAt()),
                    time(command.expiresAt()));
        }
    }

    private static void write(Connection connection, AgentReport agent) throws SQLException {
        List<String> names = agent.commands().stream()
                .map(command -> command.name() + " " + command.args())
                .toList();
        Object[] columns = {
            agent.version(), TextColumn.of(names), agent.upgrade(), time(agent.reportedAt()), agent.host()
        };
        if (execute(connection, UPDATE_AGENT, columns) == 0) {
            execute(connection, INSERT_AGENT, columns);
        }
    }

    private List<Command> query(String sql, Object... parameters) throws SQLException {
        try (Connection connection = source.get().getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            fill(query, parameters);
            try (ResultSet rows = query.executeQuery()) {
                List<Command> commands = new ArrayList<>();
                while (rows.next()) {
                    commands.add(command(rows));
                }
                return commands;
            }
        }
    }

    private static int execute(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, parameters);
            return statement.executeUpdate();
        }
    }

    private static void fill(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static Command command(ResultSet row) throws SQLException {
        Task task = new Task(
                Task.Kind.valueOf(row.getString("kind")),
                row.getString("command"),
                TextColumn.read(row.getString("args")),
                row.getString("version"),
                row.getString("url"),
                row.getString("sha256"));
        return new Command(
                row.getString("id"),
                row.getString("host"),
                task,
                row.getString("actor"),
                CommandState.valueOf(row.getString("state")),
                instant(row, "queued_at"),
                instant(row, "expires_at"),
                instant(row, "sent_at"),
                instant(row, "answered_at"),
                row.getString("status"),
                row.getString("output"));
    }

    private static AgentReport agent(ResultSet row) throws SQLException {
        List<AgentReport.Allowed> commands = new ArrayList<>();
        for (String text : TextColumn.read(row.getString("commands"))) {
            int space = text.indexOf(' ');
            commands.add(
                    new AgentReport.Allowed(text.substring(0, space), Integer.parseInt(text.substring(space + 1))));
        }
        return new AgentReport(
                row.getString("host"),
                row.getString("version"),
                commands,
                row.getBoolean("upgrade"),
                instant(row, "reported_at"));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
