package io.heartbeat.command;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.command.CommandRefused.Kind;
import io.heartbeat.flow.Unproxied;
import io.heartbeat.protocol.Release;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What people ask of agents, and what became of it. Who may ask is the caller's matter. Thread-safe. */
@Unproxied
public class CommandDesk {
    /** A command is begun within this time of being queued, or never. */
    public static final Duration LONGEST = Duration.ofSeconds(60);

    /** Bytes of a message, so that its frame passes every network in one piece. */
    static final int MOST_BYTES = 1_200;

    private static final int ID_BYTES = 16;

    private final Commands commands;
    private final CommandStore store;
    private final Parcels parcels;
    private final Event<CommandChanged> changes;
    private final TimeSource time;
    private final SecureRandom random = new SecureRandom();

    /** @param commands which know what is open */
    @Inject
    public CommandDesk(
            Commands commands, CommandStore store, Parcels parcels, Event<CommandChanged> changes, TimeSource time) {
        this.commands = commands;
        this.store = store;
        this.parcels = parcels;
        this.changes = changes;
        this.time = time;
    }

    /** Whether a host signs, and so can be told something. */
    public boolean signs(String host) {
        return commands.signs(host);
    }

    /** What the agent of a host said of itself, in a signed report. */
    public Optional<AgentReport> agent(String host) {
        return commands.agent(host);
    }

    /** Versions that this server has and that are newer than the agent's, newest first; none while it says no version. */
    public List<String> upgrades(String host) {
        return agent(host)
                .map(agent -> parcels.all().stream()
                        .map(Parcel::version)
                        .filter(version -> new Release(version).newerThan(agent.version()))
                        .toList())
                .orElse(List.of());
    }

    /**
     * The newest commands of a host, newest first.
     *
     * @throws CommandRefused when the database does not answer
     */
    public List<Command> newest(String host, int limit) {
        try {
            return store.newest(host, limit).stream().map(commands::newest).toList();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * One of them.
     *
     * @throws CommandRefused when the database does not answer
     */
    public Optional<Command> find(String host, String id) {
        try {
            return store.find(host, id).stream().findFirst().map(commands::newest);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * Queues a command.
     *
     * @param actor who asks, null for nobody in particular
     * @param expiresIn at most {@link #LONGEST}
     * @throws CommandRefused when it cannot be
     */
    public Command queue(String host, String name, List<String> args, Duration expiresIn, String actor) {
        AgentReport agent = reachable(host);
        AgentReport.Allowed allowed = agent.command(name)
                .orElseThrow(() -> new CommandRefused(Kind.CONFLICT, "the agent's list has no such command"));
        if (args.size() > allowed.args()) {
            throw new CommandRefused(Kind.CONFLICT, "the agent's list allows " + allowed.args() + " arguments for it");
        }
        return queue(host, Task.command(name, args), expiresIn, actor);
    }

    /**
     * Queues an upgrade of the agent.
     *
     * @param version null for the newest
     * @throws CommandRefused when it cannot be
     */
    public Command upgrade(String host, String version, String actor) {
        AgentReport agent = reachable(host);
        String url = parcels.url()
                .orElseThrow(() -> new CommandRefused(
                        Kind.CONFLICT, "agent_url is not configured: agents do not know where to fetch from by https"));
        if (!agent.upgrade()) {
            throw new CommandRefused(Kind.CONFLICT, "the agent does not let itself be upgraded");
        }
        Parcel parcel = parcels.all().stream()
                .filter(one -> version == null || one.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new CommandRefused(Kind.CONFLICT, "this server has no such agent in agent_dir"));
        if (!new Release(parcel.version()).newerThan(agent.version())) {
            throw new CommandRefused(
                    Kind.CONFLICT, "the agent is version " + agent.version() + " already, and never goes back");
        }
        return queue(host, Task.upgrade(parcel, url + parcel.name()), LONGEST, actor);
    }

    /** Takes back what has not left; empty when it has, or is over. */
    public Optional<Command> cancel(String host, String id) {
        return commands.cancel(host, id);
    }

    private AgentReport reachable(String host) {
        if (!commands.signs(host)) {
            throw new CommandRefused(
                    Kind.CONFLICT, "the host does not sign: commands travel in signed frames only, so give it a key");
        }
        return commands.agent(host)
                .orElseThrow(() -> new CommandRefused(
                        Kind.CONFLICT, "the agent has not said what it may be asked: it takes no commands"));
    }

    private Command queue(String host, Task task, Duration expiresIn, String actor) {
        Instant now = time.wall().truncatedTo(ChronoUnit.MICROS);
        Duration limit = expiresIn.compareTo(LONGEST) > 0 ? LONGEST : expiresIn;
        Command command = Command.queued(id(), host, task, actor, now, now.plus(limit));
        check(command);
        if (commands.full(host)) {
            throw full();
        }
        try {
            store.saveNow(command);
        } catch (SQLException e) {
            throw unavailable(e);
        }
        if (!commands.add(command)) {
            store(command.in(CommandState.CANCELLED));
            throw full();
        }
        changes.fire(new CommandChanged(command));
        return command;
    }

    /** Two that came at once for the last place: the second is told, and its row says so. */
    private void store(Command command) {
        try {
            store.save(List.of(command), List.of());
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private void check(Command command) {
        try {
            if (commands.bytes(command).length <= MOST_BYTES) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new CommandRefused(Kind.INVALID, "no agent would understand it: " + e.getMessage());
        }
        throw new CommandRefused(Kind.INVALID, "its arguments are too long: " + MOST_BYTES + " bytes with all around");
    }

    private static CommandRefused full() {
        return new CommandRefused(Kind.FULL, CommandBook.MOST + " wait for this host already");
    }

    private static CommandRefused unavailable(SQLException e) {
        System.getLogger(CommandDesk.class.getName()).log(System.Logger.Level.DEBUG, "commands", e);
        return new CommandRefused(Kind.UNAVAILABLE, "the database does not answer");
    }

    private String id() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
