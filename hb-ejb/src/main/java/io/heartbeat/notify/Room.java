package io.heartbeat.notify;

import io.heartbeat.alert.AlertRecord;
import io.heartbeat.telemetry.Telemetry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts news into the outbox while there is room for its receiver there, and counts the rest. One turn's. */
final class Room {
    private static final int LONGEST_TEXT = 4_000;

    private final NotifySettings settings;
    private final Map<Target, Instant> groups;
    private final Instant now;
    private final Map<Target, Integer> waiting = new HashMap<>();
    /** The last piece of news of those that have no room: to find it takes a look at all that wait. */
    private final Map<Target, Notification> sums = new HashMap<>();

    private final List<NotificationLeftOut> leftOut = new ArrayList<>();

    /** @param groups until when news for a receiver waits for company; begun where it is not */
    Room(NotifySettings settings, Map<Target, Instant> groups, Instant now) {
        this.settings = settings;
        this.groups = groups;
        this.now = now;
    }

    /** Stores news for receivers; answers how many rows that made. */
    int put(AlertRecord event, Occasion occasion, Collection<Target> to, Sql sql) throws SQLException {
        int rows = 0;
        for (Target target : to) {
            if (occasion == Occasion.RESOLVED || has(target, sql)) {
                rows += sql.insert(row(event, occasion, target));
                waiting.merge(target, 1, Integer::sum);
            } else {
                leaveOut(event, target, sql);
            }
        }
        return rows;
    }

    /** An end always has room: there are no more of them than beginnings that had. */
    private boolean has(Target target, Sql sql) throws SQLException {
        if (!waiting.containsKey(target)) {
            waiting.put(target, sql.waiting(target, settings.mostWaiting()));
        }
        return waiting.get(target) < settings.mostWaiting();
    }

    /** Counts what does not fit, in a last piece of news that says how many they were. */
    private void leaveOut(AlertRecord event, Target target, Sql sql) throws SQLException {
        Notification sum = sums.get(target);
        if (sum == null) {
            sum = sql.leftOut(target).orElse(null);
        }
        Notification another = sum == null ? null : LeftOut.another(sum, event.to());
        if (another != null && sql.replaced(another)) {
            sums.put(target, another);
        } else {
            sums.remove(target);
            sql.insert(LeftOut.first(row(event, Occasion.LEFT_OUT, target)));
        }
        leftOut.add(new NotificationLeftOut(target.channel(), target.receiver(), settings.mostWaiting()));
    }

    /** Says what was left out since it was said last; after the transaction, as it would be done again otherwise. */
    void tell(Telemetry telemetry) {
        leftOut.forEach(telemetry::report);
        leftOut.clear();
    }

    private Notification row(AlertRecord event, Occasion occasion, Target target) {
        return new Notification(
                0,
                event.id(),
                event.alert(),
                event.host(),
                event.metric(),
                occasion,
                event.from(),
                event.to(),
                event.value(),
                event.limit(),
                event.at(),
                Cut.to(LONGEST_TEXT, event.text()),
                target.channel(),
                target.receiver(),
                DeliveryState.PENDING,
                now,
                groups.computeIfAbsent(target, t -> now.plus(settings.group())),
                null,
                0,
                null,
                0,
                "");
    }
}
