package io.heartbeat.ingest;

import io.heartbeat.protocol.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Hosts' keys in the database. Each call is one transaction. Thread-safe. */
@ApplicationScoped
@Transactional
public class KeyRepository {
    /** The container's; tests have their own. */
    @PersistenceContext(unitName = "heartbeat")
    EntityManager entities;

    List<SigningKey> keys() {
        return entities.createQuery("select k from KeyRow k order by k.host", KeyRow.class)
                .getResultStream()
                .map(KeyRow::key)
                .toList();
    }

    /** Stores a key in place of the one that the host had. */
    void save(NewKey key, String author, Instant now) {
        remove(key.host());
        entities.persist(new KeyRow(key, author, now));
    }

    void remove(String host) {
        entities.createQuery("delete from KeyRow k where k.host = :host")
                .setParameter("host", host)
                .executeUpdate();
        entities.clear();
    }
}
