package io.heartbeat.notify;

import io.heartbeat.alert.AlertReason;
import io.heartbeat.alert.AlertRecord;
import io.heartbeat.alert.AlertState;
import io.heartbeat.alert.AlertView;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.threshold.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * From stored events to rows of the outbox. The rows of some events and the note how far events were read are one
 * transaction: whenever the process dies, no event is left out, and none makes its rows twice. One thread's.
 *
 * <p>Who heard of an alert hears of its end, whatever routes and hours say by then. Everything else goes the routes of the
 * moment.
 */
final class Planner {
    private static final int PAGE = 200;
    private static final int LONGEST_TEXT = 4_000;

    private final Supplier<NotifySettings> current;
    private final Audience audience;
    private final News news;
    private final Outbox outbox;
    private final TimeSource time;
    private final Telemetry telemetry;
    private final Map<Target, Instant> groups = new HashMap<>();
    private NotifySettings settings;
    private Targets targets;
    private Room room;

    /** @param current what holds at a turn, for the whole of it */
    Planner(
            Supplier<NotifySettings> current,
            Audience audience,
            News news,
            Outbox outbox,
            TimeSource time,
            Telemetry telemetry) {
        this.current = current;
        this.audience = audience;
        this.telemetry = telemetry;
        this.news = news;
        this.outbox = outbox;
        this.time = time;
    }

    /** Begins with what happens from now on, unless it was begun before. */
    void begin() throws SQLException {
        long newest = news.newest();
        outbox.transaction(sql -> {
            if (sql.cursor() == null) {
                sql.cursor(newest);
            }
            return null;
        });
    }

    /** Plans what has happened since, and who is told next; answers how many rows that made. */
    int turn() throws SQLException {
        Instant now = now();
        settings = current.get();
        targets = new Targets(settings, audience);
        groups.values().removeIf(due -> !due.isAfter(now));
        room = new Room(settings, groups, now);
        int rows = 0;
        while (true) {
            Long read = outbox.transaction(Sql::cursor);
            List<AlertRecord> events = news.after(read == null ? 0 : read, PAGE);
            if (events.isEmpty()) {
                return rows + escalate(now);
            }
            rows += outbox.transaction(sql -> {
                int made = 0;
                for (AlertRecord event : events) {
                    made += plan(event, sql, now);
                }
                sql.cursor(events.get(events.size() - 1).id());
                return made;
            });
            room.tell(telemetry);
        }
    }

    private int plan(AlertRecord event, Sql sql, Instant now) throws SQLException {
        if (event.to() == Level.OK) {
            sql.end(event.alert());
            return event.due() ? room.put(event, Occasion.RESOLVED, sql.told(event.alert()), sql) : 0;
        }
        if (event.reason() == AlertReason.ACKNOWLEDGED) {
            sql.calm(event.alert());
        }
        if (event.reason() == AlertReason.UNACKNOWLEDGED) {
            schedule(event, event.text(), sql, now);
        }
        if (!event.due()) {
            return 0;
        }
        if (event.reason() == AlertReason.REMINDED) {
            return remind(event, sql, now);
        }
        if (!acknowledged(event.alert())) {
            schedule(event, event.text(), sql, now);
        }
        return room.put(event, occasion(event), routed(event, now), sql);
    }

    private static Occasion occasion(AlertRecord event) {
        return switch (event.reason()) {
            case FLAPPING -> Occasion.FLAPPING;
            case REMINDED -> Occasion.REMINDED;
            case FIRED -> Occasion.FIRED;
            case TOLD -> event.from() == Level.OK ? Occasion.FIRED : Occasion.CHANGED;
            default -> Occasion.CHANGED;
        };
    }

    private Set<Target> routed(AlertRecord event, Instant now) {
        Set<Target> all = new LinkedHashSet<>();
        Route.of(settings.routes(), event.host(), event.to(), now)
                .forEach(route -> all.addAll(targets.of(route.circle(), event.host())));
        return all;
    }

    /** Goes to those who are on duty now and those who were told next; not to who still waits for older news of it. */
    private int remind(AlertRecord event, Sql sql, Instant now) throws SQLException {
        Set<Target> all = routed(event, now);
        for (Escalation taken : sql.escalated(event.alert())) {
            circle(taken).ifPresent(circle -> all.addAll(targets.of(circle, event.host())));
        }
        Set<Target> due = new LinkedHashSet<>();
        for (Target target : all) {
            if (!sql.waits(event.alert(), target)) {
                due.add(target);
            }
        }
        return room.put(event, Occasion.REMINDED, due, sql);
    }

    private void schedule(AlertRecord event, String text, Sql sql, Instant now) throws SQLException {
        for (Route route : Route.of(settings.routes(), event.host(), event.to(), now)) {
            for (int step = 0; step < route.steps().size(); step++) {
                Instant dueAt = event.at().plus(route.steps().get(step).after());
                sql.escalate(new Escalation(
                        event.alert(), route.name(), step, event.id(), dueAt, Cut.to(LONGEST_TEXT, text)));
            }
        }
    }

    /** Tells those who are next of what nobody acknowledged. What is suppressed waits until it is not. */
    private int escalate(Instant now) throws SQLException {
        List<Escalation> due = outbox.transaction(sql -> sql.escalationsDue(now));
        int rows = 0;
        for (Escalation one : due) {
            Optional<AlertView> view = news.alert(one.alert());
            if (view.isEmpty() || !view.get().alert().active()) {
                outbox.transaction(sql -> {
                    sql.end(one.alert());
                    return null;
                });
            } else if (view.get().alert().acknowledgement() != null) {
                outbox.transaction(sql -> {
                    sql.calm(one.alert());
                    return null;
                });
            } else if (view.get().state() == AlertState.FIRING) {
                rows += take(one, view.get(), now);
            }
        }
        return rows;
    }

    private int take(Escalation one, AlertView view, Instant now) throws SQLException {
        String host = view.alert().host();
        Set<Target> next = circle(one).map(circle -> targets.of(circle, host)).orElse(Set.of());
        Duration waited = Duration.between(view.alert().since(), now);
        AlertRecord event = new AlertRecord(
                one.event(),
                one.alert(),
                host,
                view.alert().metric(),
                AlertReason.FIRED,
                view.alert().level(),
                view.alert().level(),
                view.alert().value(),
                view.alert().limit(),
                now,
                "ESCALATED (not acknowledged for " + waited.toSeconds() + "s): " + one.text(),
                true,
                null,
                null,
                null);
        int rows = outbox.transaction(sql -> {
            sql.escalated(one);
            return room.put(event, Occasion.ESCALATED, next, sql);
        });
        room.tell(telemetry);
        return rows;
    }

    private Optional<Circle> circle(Escalation step) {
        return settings.routes().stream()
                .filter(route -> route.name().equals(step.route()))
                .filter(route -> step.step() < route.steps().size())
                .map(route -> route.steps().get(step.step()).circle())
                .findFirst();
    }

    private boolean acknowledged(long alert) {
        return news.alert(alert)
                .filter(view -> view.alert().acknowledgement() != null)
                .isPresent();
    }

    /** To the microsecond, as databases keep it. */
    private Instant now() {
        return time.wall().truncatedTo(ChronoUnit.MICROS);
    }
}
