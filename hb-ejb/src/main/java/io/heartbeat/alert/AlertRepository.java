package io.heartbeat.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Alerts and their events in the database. Each call is one transaction. Thread-safe. */
@ApplicationScoped
@Transactional
public class AlertRepository {
    @PersistenceContext(unitName = "heartbeat")
    private EntityManager entities;

    /** Everything that is not closed. */
    List<Alert> open() {
        return entities.createQuery("select a from AlertRow a where a.closed = false", AlertRow.class)
                .getResultStream()
                .map(AlertRow::alert)
                .toList();
    }

    long newestAlert() {
        return newest("select max(a.id) from AlertRow a");
    }

    long newestEvent() {
        return newest("select max(e.id) from AlertEventRow e");
    }

    /**
     * Stores facts and the alerts as they are after them; all or nothing. The same batch may be stored again when nobody
     * knows how the first try ended.
     *
     * @param again whether it was tried before
     */
    void store(Batch batch, boolean again) {
        for (Alert alert : batch.alerts().values()) {
            AlertRow row = new AlertRow(alert);
            if (batch.fresh(alert.id()) && !again) {
                entities.persist(row);
            } else {
                entities.merge(row);
            }
        }
        for (AlertChanged event : batch.events()) {
            if (!again || entities.find(AlertEventRow.class, event.id()) == null) {
                entities.persist(new AlertEventRow(event));
            }
        }
        entities.flush();
    }

    /** Events after a number, in order. */
    List<AlertRecord> after(long id, int limit) {
        return records(entities.createQuery(
                        "select e from AlertEventRow e where e.id > :id order by e.id", AlertEventRow.class)
                .setParameter("id", id)
                .setMaxResults(limit));
    }

    /**
     * Events before a number, newest first.
     *
     * @param host only of this host, null for all
     * @param alert only of this alert, null for all
     */
    List<AlertRecord> before(long id, String host, Long alert, int limit) {
        String query = "select e from AlertEventRow e where e.id < :id"
                + (host == null ? "" : " and e.host = :host")
                + (alert == null ? "" : " and e.alert = :alert")
                + " order by e.id desc";
        TypedQuery<AlertEventRow> events = entities.createQuery(query, AlertEventRow.class)
                .setParameter("id", id)
                .setMaxResults(limit);
        if (host != null) {
            events.setParameter("host", host);
        }
        if (alert != null) {
            events.setParameter("alert", alert);
        }
        return records(events);
    }

    /** One alert, closed or not; null when there is none. */
    Alert find(long id) {
        AlertRow row = entities.find(AlertRow.class, id);
        return row == null ? null : row.alert();
    }

    /** Deletes what ended before; never the newest, from whose numbers the next ones go on. */
    void forgetBefore(Instant moment) {
        long event = newestEvent();
        long alert = newestAlert();
        entities.createQuery("delete from AlertEventRow e where e.at < :moment and e.id < :newest"
                        + " and e.alert not in (select a.id from AlertRow a where a.closed = false)")
                .setParameter("moment", moment)
                .setParameter("newest", event)
                .executeUpdate();
        entities.createQuery(
                        "delete from AlertRow a where a.closed = true and a.resolvedAt < :moment and a.id < :newest")
                .setParameter("moment", moment)
                .setParameter("newest", alert)
                .executeUpdate();
    }

    private long newest(String query) {
        Long newest = entities.createQuery(query, Long.class).getSingleResult();
        return newest == null ? 0 : newest;
    }

    private static List<AlertRecord> records(TypedQuery<AlertEventRow> events) {
        return events.getResultStream().map(AlertEventRow::event).toList();
    }
}
