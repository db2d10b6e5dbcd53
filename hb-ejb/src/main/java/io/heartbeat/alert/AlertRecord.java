package io.heartbeat.alert;

import io.heartbeat.phrase.Phrase;
import io.heartbeat.threshold.Level;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * A stored event, as it is read again: see {@link AlertChanged}.
 *
 * @param id number of the event
 * @param alert number of the alert
 * @param host whom it is about
 * @param metric path of the metric
 * @param reason why there is an event
 * @param from level before
 * @param to level after
 * @param value the metric's value, NaN when it has none
 * @param limit the limit of the level, NaN when it has none
 * @param at when it happened
 * @param text what a person reads
 * @param due whether people were to be told
 * @param suppressedBy what kept a notification back, null when nothing did
 * @param actor who did it, null when nobody but the metric did
 * @param remark what the actor said, null when nothing
 */
public record AlertRecord(
        long id,
        long alert,
        String host,
        String metric,
        AlertReason reason,
        Level from,
        Level to,
        double value,
        double limit,
        Instant at,
        String text,
        boolean due,
        String suppressedBy,
        String actor,
        String remark) {
    /** Why, as far as the text says it in the server's own words; null when it does not. */
    public Phrase.Said phrase() {
        return AlertTexts.said(text);
    }

    /** As it may be told to somebody who does not see every host. */
    public AlertRecord seenBy(Predicate<String> sees) {
        String told = Suppression.seenBy(suppressedBy, sees);
        return new AlertRecord(
                id, alert, host, metric, reason, from, to, value, limit, at, text, due, told, actor, remark);
    }
}
