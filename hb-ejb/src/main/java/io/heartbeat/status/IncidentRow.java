package io.heartbeat.status;

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
import java.util.List;

/** An incident as the database remembers it; what was said is in {@link NoteRow}. */
@Entity
@Table(name = "incident")
class IncidentRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "incident_id")
    @SequenceGenerator(name = "incident_id", sequenceName = "incident_id", allocationSize = 1)
    private Long id;

    private String page;
    private String title;

    @Enumerated(EnumType.STRING)
    private Impact impact;

    @Column(name = "created_at")
    private Instant created;

    @Column(name = "resolved_at")
    private Instant resolved;

    /** For Hibernate. */
    protected IncidentRow() {}

    IncidentRow(Incident incident) {
        page = incident.page();
        title = incident.title();
        impact = incident.impact();
        created = incident.createdAt();
        resolved = incident.resolvedAt();
    }

    long id() {
        return id;
    }

    void resolved(Instant at) {
        resolved = at;
    }

    Incident incident(List<Incident.Note> notes) {
        return new Incident(id, page, title, impact, created, resolved, notes);
    }
}
