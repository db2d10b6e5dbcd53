package io.heartbeat.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** The stored changes of hosts' statuses. Thread-safe. */
@ApplicationScoped
public class Transitions {
    private static final int MOST = 10_000;

    @Inject
    private HostRepository repository;

    /**
     * When a host had which status, oldest first, from a moment until now. Asks the database. Of one that changes more than
     * {@value #MOST} times the newest changes are told.
     */
    public List<StatusPeriod> periods(HostState host, Instant from, Instant now) {
        return StatusPeriod.of(repository.since(host.name(), from, MOST), host, from, now);
    }

    /** The newest transitions, newest first. Asks the database. */
    public List<HostTransitioned> recent(int limit) {
        return repository.recent(limit);
    }
}
