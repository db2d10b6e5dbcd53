package io.heartbeat.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

    /** As it may be told to somebody who does not see every host: parents that he does not see are not named. */
    public Suppression seenBy(Predicate<String> sees) {
        return kind == Kind.UNREACHABLE
                ? new Suppression(
                        kind, Arrays.stream(by.split(",")).filter(sees).collect(Collectors.joining(",")))
                : this;
    }

    /** The same of what {@link #toString} wrote into an event; null stays null. */
    static String seenBy(String written, Predicate<String> sees) {
        String begin = Kind.UNREACHABLE.label() + ":";
        return written != null && written.startsWith(begin)
                ? new Suppression(Kind.UNREACHABLE, written.substring(begin.length()))
                        .seenBy(sees)
                        .toString()
                : written;
    }

    /** {@code silenced:3}. */
    @Override
    public String toString() {
        return by.isEmpty() ? kind.label() : kind.label() + ":" + by;
    }
}
