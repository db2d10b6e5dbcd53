package io.heartbeat.alert;

import io.heartbeat.phrase.Phrase;
import io.heartbeat.threshold.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The rules of an alert's life, without clock, thread or database: what happens goes in, a {@link Batch} to store comes out.
 *
 * <p>People are told a level when it differs from the one they know and nothing suppresses it. What is suppressed stays owed:
 * the alert remains here, resolved or not, until they know how it is. So a resolve always follows a fire, and what ends while
 * nobody may be told costs no notification at all. One thread's.
 */
final class AlertBook {
    /** Open alerts at most; further ones are refused and counted, so that no agent fills memory and disk. */
    static final int MOST = 100_000;

    private final Map<AlertKey, Alert> open = new HashMap<>();
    private final Map<Long, AlertKey> keys = new HashMap<>();
    private final Suppressions suppressions;
    private final UnaryOperator<Alert> newest;
    private Duration renotify;
    private long lastAlert;
    private long lastEvent;

    /**
     * @param newest gives an alert the newest value of its metric
     * @param renotify time between reminders
     */
    AlertBook(Suppressions suppressions, UnaryOperator<Alert> newest, Duration renotify) {
        this.suppressions = suppressions;
        this.newest = newest;
        this.renotify = renotify;
    }

    /** Goes on from what is stored. */
    void restore(Collection<Alert> alerts, long newestAlert, long newestEvent) {
        alerts.forEach(this::keep);
        lastAlert = newestAlert;
        lastEvent = newestEvent;
    }

    void renotify(Duration interval) {
        renotify = interval;
    }

    /** Everything that is not closed. */
    Collection<Alert> open() {
        return List.copyOf(open.values());
    }

    Optional<Alert> find(long id) {
        return Optional.ofNullable(keys.get(id)).map(open::get);
    }

    /** Somebody judged. The same judgement again changes nothing. */
    void take(Judgement now, Batch batch) {
        Alert before = open.get(now.key());
        if (before == null) {
            if (now.level() != Level.OK && open.size() >= MOST) {
                batch.refuse();
            } else if (now.level() != Level.OK) {
                fire(now, batch);
            }
            return;
        }
        Alert alert = now.external() == null ? before : before.said(now.external());
        if (now.flapping() && !alert.flapping()) {
            alert = flap(alert.flapping(true), now, batch);
        }
        if (now.level() != alert.level()) {
            alert = move(alert, now, batch);
        }
        if (!now.flapping() && alert.flapping()) {
            alert = steady(alert.flapping(false), now, batch);
        }
        if (!alert.equals(before)) {
            keep(alert, batch);
        }
    }

    private void fire(Judgement now, Batch batch) {
        Alert alert = new Alert(
                ++lastAlert,
                now.host(),
                now.metric(),
                now.origin(),
                now.level(),
                now.value(),
                now.limit(),
                now.note(),
                now.began(),
                now.at(),
                null,
                Level.OK,
                null,
                now.flapping(),
                null,
                now.external());
        batch.fresh(alert);
        keep(say(alert, AlertReason.FIRED, Level.OK, now.at(), AlertTexts.level(alert), batch), batch);
    }

    private Alert move(Alert before, Judgement now, Batch batch) {
        Level from = before.level();
        Alert alert = before.at(now.level(), now.value(), now.limit(), now.note(), now.at());
        if (alert.level() == Level.OK) {
            return say(alert, AlertReason.RESOLVED, from, now.at(), AlertTexts.recovered(alert, from), batch);
        }
        AlertReason reason = from == Level.OK ? AlertReason.FIRED : AlertReason.CHANGED;
        return say(alert, reason, from, now.at(), AlertTexts.level(alert), batch);
    }

    private Alert flap(Alert alert, Judgement now, Batch batch) {
        Suppression why = suppressions.of(alert.flapping(false), now.at());
        String text = AlertTexts.flapping(alert.measured(now.value()));
        event(alert, AlertReason.FLAPPING, alert.level(), now.at(), text, why == null, why, null, null, batch);
        return alert;
    }

    private Alert steady(Alert alert, Judgement now, Batch batch) {
        event(
                alert,
                AlertReason.STEADY,
                alert.level(),
                now.at(),
                AlertTexts.steady(alert),
                false,
                null,
                null,
                null,
                batch);
        return alert;
    }

    /** An event that people hear of unless something suppresses it, or they know already. */
    private Alert say(Alert alert, AlertReason reason, Level from, Instant at, String text, Batch batch) {
        Suppression why = alert.owed() ? suppressions.of(alert, at) : null;
        boolean due = alert.owed() && why == null;
        Alert after = due ? alert.tell(at) : alert;
        event(after, reason, from, at, text, due, why, null, null, batch);
        return after;
    }

    /** Time passes: reminders, debts whose suppression has ended, alerts of other programs that were not sent again. */
    void tick(Instant now, Batch batch) {
        for (Alert alert : open()) {
            if (alert.external() != null
                    && alert.active()
                    && !now.isBefore(alert.external().endsAt())) {
                alert = end(alert, now, batch);
            }
            if (alert.owed()) {
                settle(alert, now, batch);
            } else if (alert.reminds() && !now.isBefore(alert.toldAt().plus(renotify))) {
                remind(alert, now, batch);
            }
        }
    }

    private Alert end(Alert alert, Instant now, Batch batch) {
        take(
                new Judgement(
                        alert.host(),
                        alert.metric(),
                        alert.origin(),
                        Level.OK,
                        Double.NaN,
                        Double.NaN,
                        false,
                        alert.note(),
                        alert.external(),
                        now),
                batch);
        return batch.alerts().get(alert.id());
    }

    private void settle(Alert alert, Instant now, Batch batch) {
        if (suppressions.of(alert, now) == null) {
            Level known = alert.told();
            Alert told = newest.apply(alert).tell(now);
            String text = told.active() ? AlertTexts.level(told) : AlertTexts.recovered(told, known);
            event(told, AlertReason.TOLD, known, now, text, true, null, null, null, batch);
            keep(told, batch);
        }
    }

    private void remind(Alert alert, Instant now, Batch batch) {
        if (suppressions.of(alert, now) == null) {
            Alert told = newest.apply(alert).tell(now);
            String text = AlertTexts.reminder(told, now);
            event(told, AlertReason.REMINDED, told.level(), now, text, true, null, null, null, batch);
            keep(told, batch);
        }
    }

    /** Somebody takes care, or (with null) nobody any more; empty when there is no such active alert. */
    Optional<Alert> acknowledge(long id, Acknowledgement by, String actor, Instant now, Batch batch) {
        return find(id).filter(Alert::active).map(alert -> {
            Alert after = alert.acknowledged(by);
            AlertReason reason = by == null ? AlertReason.UNACKNOWLEDGED : AlertReason.ACKNOWLEDGED;
            String why = by == null ? null : by.why();
            String text = AlertTexts.acknowledged(after, reason.name(), actor, why);
            event(after, reason, after.level(), now, text, false, null, actor, why, batch);
            keep(after, batch);
            return after;
        });
    }

    /** Somebody ends what nobody measures any more; empty when there is no such alert, or it still is measured. */
    Optional<Alert> resolve(long id, String actor, Instant now, Batch batch) {
        return find(id).filter(alert -> alert.active() && (alert.level() == Level.UNKNOWN || alert.external() != null))
                .map(alert -> {
                    Level from = alert.level();
                    Alert ended = alert.at(Level.OK, alert.value(), Double.NaN, Phrase.RESOLVED.of(actor), now);
                    keep(say(ended, AlertReason.RESOLVED, from, now, AlertTexts.recovered(ended, from), batch), batch);
                    return ended;
                });
    }

    /** A host is gone: so is everything that was wrong with it. */
    void forget(String host, Instant now, Batch batch) {
        for (Alert alert : open()) {
            if (alert.host().equals(host) && alert.external() == null) {
                Alert calm = alert.flapping(false);
                if (calm.active()) {
                    Level from = calm.level();
                    calm = calm.at(Level.OK, calm.value(), Double.NaN, Phrase.DROPPED.of(), now);
                    calm = say(calm, AlertReason.RESOLVED, from, now, AlertTexts.recovered(calm, from), batch);
                }
                keep(calm, batch);
            }
        }
    }

    private void event(
            Alert alert,
            AlertReason reason,
            Level from,
            Instant at,
            String text,
            boolean due,
            Suppression why,
            String actor,
            String remark,
            Batch batch) {
        batch.event(
                new AlertChanged(++lastEvent, alert, reason, from, alert.level(), at, text, due, why, actor, remark));
    }

    private void keep(Alert alert, Batch batch) {
        batch.changed(alert);
        keep(alert);
    }

    private void keep(Alert alert) {
        AlertKey key = AlertKey.of(alert);
        if (alert.closed()) {
            open.remove(key);
            keys.remove(alert.id());
        } else {
            open.put(key, alert);
            keys.put(alert.id(), key);
        }
    }
}
