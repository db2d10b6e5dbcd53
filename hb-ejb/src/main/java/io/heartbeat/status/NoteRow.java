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

/** One thing that was said of an incident. */
@Entity
@Table(name = "incident_note")
class NoteRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "incident_note_id")
    @SequenceGenerator(name = "incident_note_id", sequenceName = "incident_note_id", allocationSize = 1)
    private Long id;

    private long incident;

    @Enumerated(EnumType.STRING)
    private Stage stage;

    private String text;
    private String author;

    @Column(name = "happened_at")
    private Instant at;

    /** For Hibernate. */
    protected NoteRow() {}

    NoteRow(long incident, Incident.Note note) {
        this.incident = incident;
        stage = note.stage();
        text = note.text();
        author = note.author();
        at = note.at();
    }

    long incident() {
        return incident;
    }

    Incident.Note note() {
        return new Incident.Note(at, stage, text, author);
    }
}
