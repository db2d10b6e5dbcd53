package io.heartbeat.alert;

import java.util.function.Predicate;

/**
 * An alert as it is looked at, at one moment.
 *
 * @param alert the alert
 * @param state what is being done about it
 * @param suppression why people are not told, null when they are
 */
public record AlertView(Alert alert, AlertState state, Suppression suppression) {
    /** As it may be told to somebody who does not see every host. */
    public AlertView seenBy(Predicate<String> sees) {
        return suppression == null ? this : new AlertView(alert, state, suppression.seenBy(sees));
    }
}
