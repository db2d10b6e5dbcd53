package io.heartbeat.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Silences and windows of maintenance in the database. Each call is one transaction. Thread-safe. */
@ApplicationScoped
@Transactional
public class QuietRepository {
    @PersistenceContext(unitName = "heartbeat")
    private EntityManager entities;

    List<Silence> silences() {
        return entities.createQuery("select s from SilenceRow s order by s.id", SilenceRow.class)
                .getResultStream()
                .map(SilenceRow::silence)
                .toList();
    }

    Silence add(Silence silence) {
        SilenceRow row = new SilenceRow(silence);
        entities.persist(row);
        entities.flush();
        return row.silence();
    }

    void change(Silence silence) {
        SilenceRow row = entities.find(SilenceRow.class, silence.id());
        if (row != null) {
            row.take(silence);
        }
    }

    /** Deletes silences that ended before. */
    void forgetSilencesBefore(Instant moment) {
        entities.createQuery("delete from SilenceRow s where s.endsAt < :moment")
                .setParameter("moment", moment)
                .executeUpdate();
    }

    List<MaintenanceWindow> windows() {
        return entities.createQuery("select w from WindowRow w order by w.id", WindowRow.class)
                .getResultStream()
                .map(WindowRow::window)
                .toList();
    }

    MaintenanceWindow add(MaintenanceWindow window) {
        WindowRow row = new WindowRow(window);
        entities.persist(row);
        entities.flush();
        return row.window();
    }

    void change(MaintenanceWindow window) {
        WindowRow row = entities.find(WindowRow.class, window.id());
        if (row != null) {
            row.take(window);
        }
    }

    void removeWindow(long id) {
        entities.createQuery("delete from WindowRow w where w.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }
}
