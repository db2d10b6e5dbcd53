package io.heartbeat.notify;

import java.util.List;
import java.util.Optional;

/**
 * A service that can carry notifications: one class in {@code notify.channel}, and one line in {@code META-INF/services}.
 * Without state.
 */
public interface Service {
    /** Its name in {@code pushsrv}, and the beginning of its keys: lower case, unique. */
    String name();

    /** What a user's own channel may say; a bare text stands for the first one, without which the console takes none. */
    List<Personal> personal();

    /** The keys without which it cannot work, as they stand in the configuration file. */
    List<String> needs();

    /**
     * Reads its keys.
     *
     * @return empty when it is not set up
     */
    Optional<Notifier> open(Keys keys);
}
