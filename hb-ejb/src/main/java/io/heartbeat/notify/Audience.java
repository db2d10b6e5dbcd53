package io.heartbeat.notify;

import java.util.List;
import java.util.Optional;

/** Who there is to be told. Asked anew each time, as roles change. Implemented where users are kept. Thread-safe. */
public interface Audience {
    /**
     * Somebody who may see a host.
     *
     * @param name login name
     * @param role on the host: monitor, manager or owner
     * @param channels how the person is reached
     */
    record Person(String name, String role, List<Recipient> channels) {}

    /** Everybody who may see a host, by name. */
    List<Person> of(String host);

    /** Somebody, if the person may see a host; whatever the person may see when the host is empty. */
    Optional<Person> find(String name, String host);
}
