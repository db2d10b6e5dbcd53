package io.heartbeat.alert;

import java.util.Locale;

/**
 * Why people are not told at present.
 *
 * @param kind what sort of reason
 * @param by which one: the number of a silence or a window, the names of parents, {@code paused} for a host that nobody shall
 *     watch; empty for flapping
 */
public record Suppression(Kind kind, String by) {
    /** Sorts of reasons, the strongest first. */
    public enum Kind {
        /** The host cannot be reached, as every parent of it is not up. */
        UNREACHABLE,
        /** A planned maintenance, or a host that is paused. */
        MAINTENANCE,
        /** Somebody wanted quiet. */
        SILENCED,
        /** The level changes too often. */
        FLAPPING;

        /** The word in the API. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code silenced:3}. */
    @Override
    public String toString() {
        return by.isEmpty() ? kind.label() : kind.label() + ":" + by;
    }
}
