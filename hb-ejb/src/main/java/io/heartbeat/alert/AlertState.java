package io.heartbeat.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is being done about an alert; the strongest reason not to tell of it first, if there is one. */
public enum AlertState {
    /** People are told. */
    FIRING,
    /** Somebody takes care. */
    ACKNOWLEDGED,
    /** {@link Suppression.Kind#SILENCED}. */
    SILENCED,
    /** {@link Suppression.Kind#MAINTENANCE}. */
    MAINTENANCE,
    /** {@link Suppression.Kind#UNREACHABLE}. */
    UNREACHABLE,
    /** {@link Suppression.Kind#FLAPPING}. */
    FLAPPING,
    /** It is over. */
    RESOLVED;

    /** The word in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its word, in any case. */
    public static Optional<AlertState> of(String label) {
        return Arrays.stream(values())
                .filter(state -> state.name().equalsIgnoreCase(label))
                .findFirst();
    }

    static AlertState of(Alert alert, Suppression suppression) {
        if (!alert.active()) {
            return RESOLVED;
        }
        if (suppression != null) {
            return valueOf(suppression.kind().name());
        }
        return alert.acknowledgement() == null ? FIRING : ACKNOWLEDGED;
    }
}
