package io.heartbeat.notify;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of a notification. */
public enum DeliveryState {
    /** It waits: for others to go with it, for its turn, or for the next try. */
    PENDING,
    /** It is being sent. */
    CLAIMED,
    /** The service took it. */
    SENT,
    /** The service will not take it, or did not for too long. */
    FAILED;

    /** The word in the API and in the database. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its word, in any case. */
    public static Optional<DeliveryState> of(String label) {
        return Arrays.stream(values())
                .filter(state -> state.name().equalsIgnoreCase(label))
                .findFirst();
    }
}
