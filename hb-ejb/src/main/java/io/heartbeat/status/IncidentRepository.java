package io.heartbeat.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Incidents in the database. Each call is one transaction. Thread-safe. */
@ApplicationScoped
@Transactional
public class IncidentRepository {
    /** The container's; tests have their own. */
    @PersistenceContext(unitName = "heartbeat")
    EntityManager entities;

    /** Those that are not over, and those that ended since, the oldest first. */
    List<Incident> since(Instant moment) {
        List<IncidentRow> rows = entities.createQuery(
                        "select i from IncidentRow i where i.resolved is null or i.resolved >= :moment order by i.id",
                        IncidentRow.class)
                .setParameter("moment", moment)
                .getResultList();
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Incident.Note>> notes = entities.createQuery(
                        "select n from NoteRow n where n.incident in :ids order by n.id", NoteRow.class)
                .setParameter("ids", rows.stream().map(IncidentRow::id).toList())
                .getResultStream()
                .collect(Collectors.groupingBy(
                        NoteRow::incident, Collectors.mapping(NoteRow::note, Collectors.toList())));
        return rows.stream().map(row -> row.incident(notes.get(row.id()))).toList();
    }

    /** Stores one, whatever number it has, with what was said so far. */
    Incident add(Incident draft) {
        IncidentRow row = new IncidentRow(draft);
        entities.persist(row);
        entities.flush();
        draft.notes().forEach(note -> entities.persist(new NoteRow(row.id(), note)));
        return row.incident(draft.notes());
    }

    /** Stores one thing more that was said. */
    void add(long incident, Incident.Note note, Instant resolved) {
        entities.persist(new NoteRow(incident, note));
        entities.find(IncidentRow.class, incident).resolved(resolved);
    }

    void remove(long incident) {
        entities.createQuery("delete from NoteRow n where n.incident = :id")
                .setParameter("id", incident)
                .executeUpdate();
        entities.createQuery("delete from IncidentRow i where i.id = :id")
                .setParameter("id", incident)
                .executeUpdate();
    }
}
