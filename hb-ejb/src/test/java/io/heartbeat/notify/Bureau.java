package io.heartbeat.notify;

import io.heartbeat.Configured;
import io.heartbeat.SteppedTime;
import io.heartbeat.alert.Acknowledgement;
import io.heartbeat.alert.Alert;
import io.heartbeat.alert.AlertReason;
import io.heartbeat.alert.AlertRecord;
import io.heartbeat.alert.AlertState;
import io.heartbeat.alert.AlertView;
import io.heartbeat.alert.Origin;
import io.heartbeat.alert.Suppression;
import io.heartbeat.storage.Databases;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.threshold.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * A post office with a database of its own, on a clock that the test moves, and the alerts and people that the test wants.
 * It can be killed: {@link #restart} makes a new one on the same database and settles nothing of the old one.
 */
final class Bureau implements News, Audience {
    final SteppedTime time = new SteppedTime();
    final Telemetry telemetry = new Telemetry(time);
    final Map<String, Mailbox> boxes = new LinkedHashMap<>();

    /** Who may see which host: {@code ann@web}, with the role. */
    final Map<String, String> roles = new LinkedHashMap<>();

    /** How people are reached. */
    final Map<String, List<Recipient>> people = new LinkedHashMap<>();

    private final DataSource database;
    private final List<AlertRecord> events = new CopyOnWriteArrayList<>();
    private final Map<Long, AlertView> alerts = new ConcurrentHashMap<>();
    private List<Route> routes = List.of();
    int mostWaiting = 1_000;
    int concurrency = 1;
    List<String> permitted = List.of();
    Outbox outbox;
    PostOffice office;

    Bureau() {
        this(h2());
    }

    Bureau(DataSource source) {
        database = source;
        box("mail", new Mailbox("ops@example.org"));
    }

    private static DataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return h2;
    }

    Bureau box(String name, Mailbox box) {
        boxes.put(name, box);
        return this;
    }

    /** Routes as they are written under {@code routes}. */
    Bureau routes(String yaml) {
        Map<String, Service> known = new LinkedHashMap<>();
        boxes.keySet().forEach(name -> known.put(name, null));
        routes = Configured.by(yaml, root -> Route.from(root, known));
        return this;
    }

    Bureau person(String name, String host, String role, String... channels) {
        roles.put(name + "@" + host, role);
        people.put(
                name,
                List.of(channels).stream()
                        .map(channel -> new Recipient(channel, Map.of("address", name)))
                        .toList());
        return this;
    }

    /** As it would be read now: the boxes of this moment as channels, and the routes. */
    NotifySettings settings() {
        Map<String, Channel> channels = new LinkedHashMap<>();
        boxes.forEach((name, box) ->
                channels.put(name, new Channel(name, name, box, 600, concurrency, Duration.ofSeconds(1))));
        return new NotifySettings(
                channels,
                routes,
                new Wordings(Map.of()),
                Duration.ofSeconds(30),
                Duration.ofDays(1),
                Duration.ofDays(90),
                mostWaiting,
                Configured.by("notify_user_hosts: " + permitted, Reach::from),
                Optional.empty());
    }

    /** The configuration was read anew. */
    Bureau reload() {
        office.settle(settings());
        return this;
    }

    /** Opens, for the first time or as after a kill. */
    Bureau restart() {
        NotifySettings settings = settings();
        try {
            Databases.migrate(database);
            outbox = new Outbox(() -> database);
            office = new PostOffice(settings, this, this, outbox, null, time, telemetry);
            office.begin();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** Plans what has happened, and lets every channel bring out what is due now. */
    Bureau turn() {
        try {
            office.plan();
            for (Courier courier : office.couriers()) {
                while (courier.turn()) {
                    // until nothing is due
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    Bureau pass(long seconds) {
        time.pass(Duration.ofSeconds(seconds));
        return turn();
    }

    /** An alert begins, and people are to be told. */
    Bureau fires(long alert, String host, Level level) {
        alert(alert, host, level, null, null);
        return happens(alert, AlertReason.FIRED, Level.OK, level, true);
    }

    Bureau worsens(long alert, Level to) {
        Alert before = alerts.get(alert).alert();
        alert(alert, before.host(), to, null, null);
        return happens(alert, AlertReason.CHANGED, before.level(), to, true);
    }

    Bureau resolves(long alert) {
        return resolves(alert, true);
    }

    Bureau resolves(long alert, boolean due) {
        Alert before = alerts.get(alert).alert();
        alert(alert, before.host(), Level.OK, null, null);
        return happens(alert, AlertReason.RESOLVED, before.level(), Level.OK, due);
    }

    Bureau reminds(long alert) {
        Level level = alerts.get(alert).alert().level();
        return happens(alert, AlertReason.REMINDED, level, level, true);
    }

    Bureau acknowledges(long alert, String by) {
        Alert before = alerts.get(alert).alert();
        alert(alert, before.host(), before.level(), by, null);
        AlertReason reason = by == null ? AlertReason.UNACKNOWLEDGED : AlertReason.ACKNOWLEDGED;
        return happens(alert, reason, before.level(), before.level(), false);
    }

    /** Somebody wants quiet, or with null no more. */
    Bureau suppressed(long alert, Suppression.Kind why) {
        Alert before = alerts.get(alert).alert();
        alert(alert, before.host(), before.level(), null, why);
        return this;
    }

    private void alert(long id, String host, Level level, String acknowledgedBy, Suppression.Kind why) {
        Instant now = time.wall();
        Alert alert = new Alert(
                id,
                host,
                "cpu_monitor.cpu_percent",
                Origin.THRESHOLD,
                level,
                95,
                90,
                null,
                alerts.containsKey(id) ? alerts.get(id).alert().since() : now,
                now,
                level == Level.OK ? now : null,
                level,
                now,
                false,
                acknowledgedBy == null ? null : new Acknowledgement(acknowledgedBy, "", now),
                null);
        AlertState state = level == Level.OK
                ? AlertState.RESOLVED
                : why != null
                        ? AlertState.valueOf(why.name())
                        : acknowledgedBy != null ? AlertState.ACKNOWLEDGED : AlertState.FIRING;
        alerts.put(id, new AlertView(alert, state, why == null ? null : new Suppression(why, "1")));
    }

    Bureau happens(long alert, AlertReason reason, Level from, Level to, boolean due) {
        Alert about = alerts.get(alert).alert();
        String word =
                switch (reason) {
                    case REMINDED -> "REMINDER (" + to + ")";
                    case RESOLVED -> "RECOVERED";
                    default -> to == Level.OK ? "RECOVERED" : to.name();
                };
        String text = word + ": " + about.host() + " #" + alert;
        events.add(new AlertRecord(
                events.size() + 1L,
                alert,
                about.host(),
                about.metric(),
                reason,
                from,
                to,
                95,
                90,
                time.wall(),
                text,
                due,
                null,
                null,
                null));
        return this;
    }

    List<String> arrived(String channel) {
        return boxes.get(channel).arrived;
    }

    /** The newest rows of the log, oldest first: {@code occasion receiver state attempts}. */
    List<String> log() {
        try {
            List<String> lines = new ArrayList<>();
            outbox.log(Long.MAX_VALUE, Map.of(), 100)
                    .forEach(row -> lines.add(
                            0,
                            row.occasion().label() + " " + row.receiver() + " "
                                    + row.state().label() + " " + row.attempts()));
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A counter or gauge by its name and the values of its labels. */
    double metric(String name, String... values) {
        return telemetry.instruments().stream()
                .filter(one -> one.name().equals(name) && one.labels().values().containsAll(List.of(values)))
                .mapToDouble(one -> one.value().getAsDouble())
                .sum();
    }

    @Override
    public List<AlertRecord> after(long event, int limit) {
        return events.stream().filter(one -> one.id() > event).limit(limit).toList();
    }

    @Override
    public long newest() {
        return events.size();
    }

    @Override
    public Optional<AlertView> alert(long id) {
        return Optional.ofNullable(alerts.get(id));
    }

    @Override
    public List<Person> of(String host) {
        return people.keySet().stream()
                .flatMap(name -> find(name, host).stream())
                .toList();
    }

    @Override
    public Optional<Person> find(String name, String host) {
        return Optional.ofNullable(roles.get(name + "@" + host)).map(role -> new Person(name, role, people.get(name)));
    }
}
