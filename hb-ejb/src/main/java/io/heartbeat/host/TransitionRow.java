package io.heartbeat.host;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** A stored change of a host's status. */
@Entity
@Table(name = "host_transition")
class TransitionRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "host_transition_id")
    @SequenceGenerator(name = "host_transition_id", sequenceName = "host_transition_id", allocationSize = 100)
    private long id;

    private String host;

    @Enumerated(EnumType.STRING)
    @Column(name = "from_status")
    private HostStatus from;

    @Enumerated(EnumType.STRING)
    @Column(name = "to_status")
    private HostStatus to;

    @Column(name = "happened_at")
    private Instant at;

    private String reason;

    /** For Hibernate. */
    protected TransitionRow() {}

    TransitionRow(Transition transition) {
        host = transition.host();
        from = transition.from();
        to = transition.to();
        at = transition.at();
        reason = transition.reason();
    }

    HostTransitioned event() {
        return new HostTransitioned(id, host, from, to, at, reason);
    }
}
