package io.heartbeat.notify;

import io.heartbeat.threshold.Level;
import java.time.Instant;

/**
 * A row of the outbox: one piece of news for one receiver over one channel, and what became of it.
 *
 * @param id number, ascending in the order of the news; 0 before it is stored
 * @param event number of the stored event of the alert, negative for a test
 * @param alert number of the alert, 0 for a test
 * @param host whom it is about, empty for a test
 * @param metric path of the metric
 * @param occasion why it is told
 * @param from level before
 * @param level level after
 * @param value the metric's value, NaN when it has none
 * @param limit the limit of the level, NaN when it has none
 * @param at when it happened
 * @param text what a person reads
 * @param channel name of the channel
 * @param receiver name of the receiver, see {@link Receiver}
 * @param state what became of it so far
 * @param createdAt when it was stored
 * @param dueAt when it is to be sent, or tried again
 * @param doneAt when it was settled, null before
 * @param attempts how often it was tried
 * @param letter the letter that it is part of, null before the first try
 * @param status code of the newest answer, 0 when there was none
 * @param answer the newest answer, without secrets
 */
public record Notification(
        long id,
        long event,
        long alert,
        String host,
        String metric,
        Occasion occasion,
        Level from,
        Level level,
        double value,
        double limit,
        Instant at,
        String text,
        String channel,
        String receiver,
        DeliveryState state,
        Instant createdAt,
        Instant dueAt,
        Instant doneAt,
        int attempts,
        String letter,
        int status,
        String answer) {
    /** The same as a try has settled it. */
    Notification settled(Outcome outcome, Instant now) {
        return new Notification(
                id,
                event,
                alert,
                host,
                metric,
                occasion,
                from,
                level,
                value,
                limit,
                at,
                text,
                channel,
                receiver,
                outcome.kind() == Outcome.Kind.SENT ? DeliveryState.SENT : DeliveryState.FAILED,
                createdAt,
                dueAt,
                now,
                attempts,
                letter,
                outcome.status(),
                Cut.to(2_000, outcome.answer()));
    }
}
