package io.heartbeat.alert;

import io.heartbeat.threshold.Level;
import java.time.Instant;

/**
 * Something happened to an alert, and the fact is stored. Fired after the store, on the writer's thread, in the order of the
 * numbers.
 *
 * @param id number of the stored event, ascending in the order of commits
 * @param alert the alert as it is after it
 * @param reason why there is an event
 * @param from level before; for {@link AlertReason#TOLD} the level that people knew
 * @param to level after
 * @param at when it happened
 * @param text what a person reads, one line: {@code WARNING: web - cpu_monitor.cpu_percent = 85.0}
 * @param due whether people are to be told
 * @param suppression what kept a notification back, null when nothing did
 * @param actor who did it, null when nobody but the metric did
 * @param remark what the actor said, null when nothing
 */
public record AlertChanged(
        long id,
        Alert alert,
        AlertReason reason,
        Level from,
        Level to,
        Instant at,
        String text,
        boolean due,
        Suppression suppression,
        String actor,
        String remark) {}
