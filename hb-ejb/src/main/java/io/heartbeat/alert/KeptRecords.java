package io.heartbeat.alert;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.dns.RecordsDeleting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** A host that is worked on, or that cannot be reached at all, keeps its records in DNS. Thread-safe. */
@ApplicationScoped
public class KeptRecords {
    private final Suppressions suppressions;
    private final TimeSource time;

    /** For the container's proxy. */
    protected KeptRecords() {
        this(null, null);
    }

    @Inject
    KeptRecords(Suppressions suppressions, TimeSource time) {
        this.suppressions = suppressions;
        this.time = time;
    }

    void deleting(@Observes RecordsDeleting event) {
        Suppression why = suppressions.of(event.host(), time.wall());
        if (why != null) {
            event.keep().accept(why.toString());
        }
    }
}
