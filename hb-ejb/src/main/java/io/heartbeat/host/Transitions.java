package io.heartbeat.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The stored changes of hosts' statuses. Thread-safe. */
@ApplicationScoped
public class Transitions {
    @Inject
    private HostRepository repository;

    /** The newest transitions, newest first. Asks the database. */
    public List<HostTransitioned> recent(int limit) {
        return repository.recent(limit);
    }
}
