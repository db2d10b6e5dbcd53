package io.heartbeat.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/** Hosts and their transitions in the database. Each call is one transaction. Thread-safe. */
@ApplicationScoped
@Transactional
public class HostRepository {
    private static final int BATCH = 200;

    /** The container's; tests have their own. */
    @PersistenceContext(unitName = "heartbeat")
    EntityManager entities;

    List<HostRow> hosts() {
        return entities.createQuery("select h from HostRow h", HostRow.class).getResultList();
    }

    /** Stores facts and the states they led to; all or nothing. */
    List<HostTransitioned> store(List<Transition> transitions, Collection<HostCell> cells) {
        List<TransitionRow> rows = transitions.stream().map(TransitionRow::new).toList();
        rows.forEach(entities::persist);
        store(cells);
        entities.flush();
        return rows.stream().map(TransitionRow::event).toList();
    }

    List<HostTransitioned> recent(int limit) {
        return entities.createQuery("select t from TransitionRow t order by t.id desc", TransitionRow.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(TransitionRow::event)
                .toList();
    }

    /** The transitions of a host since a moment and the last one before it, newest first, at most so many. */
    List<HostTransitioned> since(String host, Instant moment, int limit) {
        List<HostTransitioned> found = new ArrayList<>(entities.createQuery(
                        "select t from TransitionRow t where t.host = :host and t.at >= :moment order by t.id desc",
                        TransitionRow.class)
                .setParameter("host", host)
                .setParameter("moment", moment)
                .setMaxResults(limit)
                .getResultStream()
                .map(TransitionRow::event)
                .toList());
        if (found.size() < limit) {
            entities.createQuery(
                            "select t from TransitionRow t where t.host = :host and t.at < :moment order by t.id desc",
                            TransitionRow.class)
                    .setParameter("host", host)
                    .setParameter("moment", moment)
                    .setMaxResults(1)
                    .getResultStream()
                    .forEach(row -> found.add(row.event()));
        }
        return found;
    }

    /** Deletes transitions that happened before, the oldest first, at most so many; answers how many. */
    int forgetBefore(Instant moment, int limit) {
        List<Long> ids = entities.createQuery(
                        "select t.id from TransitionRow t where t.at < :moment order by t.at", Long.class)
                .setParameter("moment", moment)
                .setMaxResults(limit)
                .getResultList();
        return ids.isEmpty()
                ? 0
                : entities.createQuery("delete from TransitionRow t where t.id in :ids")
                        .setParameter("ids", ids)
                        .executeUpdate();
    }

    void drop(String host) {
        entities.createQuery("delete from HostRow h where h.name = :host")
                .setParameter("host", host)
                .executeUpdate();
    }

    List<TagRow> tags() {
        return entities.createQuery("select t from TagRow t", TagRow.class).getResultList();
    }

    /** Replaces the tags of a host. */
    void tags(String host, List<String> tags) {
        entities.createQuery("delete from TagRow t where t.host = :host")
                .setParameter("host", host)
                .executeUpdate();
        entities.clear();
        tags.forEach(tag -> entities.persist(new TagRow(host, tag)));
    }

    private void store(Collection<HostCell> cells) {
        Map<String, HostRow> known = new HashMap<>();
        List<String> names = cells.stream().map(cell -> cell.state.name()).toList();
        for (HostRow row : entities.unwrap(Session.class)
                .byMultipleIds(HostRow.class)
                .withBatchSize(BATCH)
                .multiLoad(names)) {
            if (row != null) {
                known.put(row.name(), row);
            }
        }
        for (HostCell cell : cells) {
            HostState state = cell.state;
            HostRow row = known.get(state.name());
            boolean fresh = row == null;
            row = fresh ? new HostRow(state.name()) : row;
            row.take(state, cell.signed);
            if (fresh) {
                entities.persist(row);
            }
        }
    }
}
