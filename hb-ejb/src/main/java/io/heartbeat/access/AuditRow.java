package io.heartbeat.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** A stored {@link AuditEntry}. */
@Entity
@Table(name = "audit")
class AuditRow {
    private static final int DETAIL = 1024;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_id")
    @SequenceGenerator(name = "audit_id", sequenceName = "audit_id", allocationSize = 1)
    private long id;

    @Column(name = "happened_at")
    private Instant at;

    private String actor;
    private String address;
    private String action;
    private String host;
    private String subject;
    private String detail;

    /** For Hibernate. */
    protected AuditRow() {}

    AuditRow(Instant at, Deed deed) {
        this.at = at;
        actor = deed.actor().name();
        address = deed.actor().address();
        action = deed.action();
        host = deed.host();
        subject = deed.subject();
        String text = deed.detail();
        detail = text != null && text.length() > DETAIL ? text.substring(0, DETAIL) : text;
    }

    AuditEntry entry() {
        return new AuditEntry(id, at, new Deed(new Actor(actor, address), action, host, subject, detail));
    }
}
