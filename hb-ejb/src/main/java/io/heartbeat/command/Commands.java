package io.heartbeat.command;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Order;
import io.heartbeat.flow.Unproxied;
import io.heartbeat.ingest.HostForgotten;
import io.heartbeat.ingest.HostKnown;
import io.heartbeat.ingest.HostSigned;
import io.heartbeat.ingest.PluginReported;
import io.heartbeat.ingest.ResultReceived;
import io.heartbeat.ingest.SignedExchange;
import io.heartbeat.protocol.Message;
import io.heartbeat.protocol.MessageWriter;
import io.heartbeat.telemetry.Telemetry;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hears the intake: tells commands to hosts that have just signed, takes their answers and what their agents say of
 * themselves. The observers only note; {@link #turn} stores, on a thread of its own, and only then tells others. Thread-safe,
 * but for {@code turn} and {@code restore}.
 */
@Unproxied
public class Commands {
    private final CommandBook book = new CommandBook();
    private final MessageWriter writer = new MessageWriter();
    private final Map<String, AgentReport> agents = new ConcurrentHashMap<>();
    private final Set<String> signed = ConcurrentHashMap.newKeySet();
    private final CommandStore store;
    private final Event<CommandChanged> changes;
    private final TimeSource time;
    private final Telemetry telemetry;
    private final CommandSettings settings;
    private final CommandInstruments instruments;

    /** Not stored yet, by identifier and by host; what comes later replaces what is there. */
    private Map<String, Command> news = new LinkedHashMap<>();

    private Map<String, AgentReport> newAgents = new LinkedHashMap<>();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private Instant prunedAt = Instant.MIN;

    /** @param changes told when something was stored */
    @Inject
    public Commands(
            CommandSettings settings,
            CommandStore store,
            Event<CommandChanged> changes,
            TimeSource time,
            Telemetry telemetry) {
        this.settings = settings;
        this.store = store;
        this.changes = changes;
        this.time = time;
        this.telemetry = telemetry;
        instruments = new CommandInstruments(telemetry, book);
    }

    /** Reads what is open, and what agents said. */
    void restore() throws SQLException {
        store.agents().forEach(agent -> agents.putIfAbsent(agent.host(), agent));
        store.open().forEach(book::restore);
    }

    void known(@Observes HostKnown event) {
        if (event.signed()) {
            signed.add(event.host());
        }
    }

    void signed(@Observes HostSigned event) {
        signed.add(event.host());
    }

    void exchange(@Observes SignedExchange event) {
        Instant now = now();
        for (Command command : book.due(event.host(), now)) {
            if (!event.line().test(bytes(command))) {
                return;
            }
            instruments.told();
            book.told(command, now).ifPresent(this::note);
        }
    }

    void answered(@Observes @Priority(Order.METRIC) ResultReceived event) {
        Message message = event.message();
        Optional<Command> answered = event.arrival().signed()
                ? book.answered(event.host(), message.id(), message.status(), message.output(), now())
                : Optional.empty();
        answered.ifPresentOrElse(this::note, instruments::resultIgnored);
    }

    void reported(@Observes @Priority(Order.METRIC) PluginReported event) {
        if (!event.message().pluginIs(AgentReport.PLUGIN)) {
            return;
        }
        if (!event.arrival().signed()) {
            instruments.reportIgnored();
            return;
        }
        AgentReport report = AgentReport.read(event.host(), event.message(), now());
        if (!report.says(agents.put(event.host(), report))) {
            synchronized (this) {
                newAgents.put(event.host(), report);
            }
        }
    }

    void forgotten(@Observes HostForgotten event) {
        signed.remove(event.host());
        agents.remove(event.host());
        book.forget(event.host()).forEach(command -> instruments.came(command.state()));
        synchronized (this) {
            newAgents.remove(event.host());
            news.values().removeIf(command -> command.host().equals(event.host()));
        }
        gone.add(event.host());
    }

    /** Whether the host signs, and so can be told something. */
    boolean signs(String host) {
        return signed.contains(host);
    }

    /** What its agent said of itself. */
    Optional<AgentReport> agent(String host) {
        return Optional.ofNullable(agents.get(host));
    }

    /** Whether too many wait for a host. */
    boolean full(String host) {
        return book.full(host);
    }

    /** Queues what is stored already; false when too many wait. */
    boolean add(Command command) {
        boolean taken = book.add(command);
        if (taken) {
            instruments.came(command.state());
        }
        return taken;
    }

    /** Takes back what has not left. */
    Optional<Command> cancel(String host, String id) {
        Optional<Command> cancelled = book.cancel(host, id);
        cancelled.ifPresent(this::note);
        return cancelled;
    }

    /** The command as its host is told it. */
    byte[] bytes(Command command) {
        Task task = command.task();
        double expires = command.expiresAt().toEpochMilli() / 1000.0;
        return task.kind() == Task.Kind.COMMAND
                ? writer.command(command.host(), command.id(), task.command(), task.args(), expires)
                : writer.upgrade(command.host(), command.id(), task.version(), task.url(), task.sha256(), expires);
    }

    /** Newer than the database: what is on its way there. */
    synchronized Command newest(Command stored) {
        return news.getOrDefault(stored.id(), stored);
    }

    /** One round: what time has ended, then what is new goes to the database, and then to whoever listens. */
    void turn() {
        Instant now = now();
        book.over(now).forEach(this::note);
        forget();
        save();
        if (prunedAt.equals(Instant.MIN) || now.isAfter(prunedAt.plus(1, ChronoUnit.HOURS))) {
            prunedAt = now;
            prune(now);
        }
    }

    private void forget() {
        for (String host : List.copyOf(gone)) {
            try {
                store.forget(host);
                gone.remove(host);
            } catch (SQLException e) {
                telemetry.report(new CommandsNotStored(gone.size(), e));
                return;
            }
        }
    }

    private void save() {
        List<Command> commands;
        List<AgentReport> reports;
        synchronized (this) {
            commands = new ArrayList<>(news.values());
            reports = new ArrayList<>(newAgents.values());
        }
        if (commands.isEmpty() && reports.isEmpty()) {
            return;
        }
        try {
            store.save(commands, reports);
        } catch (SQLException e) {
            telemetry.report(new CommandsNotStored(commands.size() + reports.size(), e));
            return;
        }
        synchronized (this) {
            commands.forEach(command -> news.remove(command.id(), command));
            reports.forEach(report -> newAgents.remove(report.host(), report));
        }
        commands.forEach(command -> changes.fire(new CommandChanged(command)));
    }

    private void prune(Instant now) {
        try {
            store.forgetBefore(now.minus(settings.keep()));
        } catch (SQLException e) {
            telemetry.report(new CommandsNotStored(0, e));
        }
    }

    private void note(Command command) {
        instruments.came(command.state());
        synchronized (this) {
            news.put(command.id(), command);
        }
    }

    /** As the databases keep it. */
    private Instant now() {
        return time.wall().truncatedTo(ChronoUnit.MICROS);
    }
}
