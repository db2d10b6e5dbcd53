package io.heartbeat.access;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;

/** Who did what to which host, when, from where. Thread-safe. */
@ApplicationScoped
public class Audit {
    private final AccountRepository repository;
    private final TimeSource time;
    private final Telemetry telemetry;

    /** For the container's proxy. */
    protected Audit() {
        this(null, null, null);
    }

    /** @param repository where it is kept */
    @Inject
    public Audit(AccountRepository repository, TimeSource time, Telemetry telemetry) {
        this.repository = repository;
        this.time = time;
        this.telemetry = telemetry;
    }

    /** Stores a deed. It was done already, so a database that is away is an occurrence and no error of the deed's. */
    void done(@Observes Deed deed) {
        try {
            repository.record(time.wall(), deed);
        } catch (RuntimeException e) {
            telemetry.report(new DeedNotStored(deed, e));
        }
    }

    /** The newest entries of what is asked for, newest first. */
    public List<AuditEntry> newest(AuditQuery asked, int limit) {
        return repository.audit(asked, limit);
    }
}
