package io.heartbeat.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Users of the console, roles, tokens and the audit log in the database. Each call is one transaction. Thread-safe. */
@ApplicationScoped
@Transactional
public class AccountRepository {
    @PersistenceContext(unitName = "heartbeat")
    EntityManager entities;

    List<User> users() {
        return entities.createQuery("select a from AccountRow a", AccountRow.class)
                .getResultStream()
                .map(AccountRow::user)
                .toList();
    }

    /** Stores a user, new or changed. */
    void save(User user, Instant now) {
        AccountRow row = entities.find(AccountRow.class, user.name());
        boolean fresh = row == null;
        row = fresh ? new AccountRow(user.name(), now) : row;
        row.take(user);
        if (fresh) {
            entities.persist(row);
        }
    }

    /** Takes a user away, with roles and tokens. */
    void remove(String user) {
        for (String table :
                List.of("RoleRow r where r.account", "TokenRow r where r.account", "AccountRow r where r.name")) {
            entities.createQuery("delete from " + table + " = :user")
                    .setParameter("user", user)
                    .executeUpdate();
        }
    }

    List<RoleRow> roles() {
        return entities.createQuery("select r from RoleRow r", RoleRow.class).getResultList();
    }

    /** Replaces the roles on a host. */
    void roles(String host, Map<String, Role> roles) {
        entities.createQuery("delete from RoleRow r where r.host = :host")
                .setParameter("host", host)
                .executeUpdate();
        entities.flush();
        entities.clear();
        roles.forEach((user, role) -> entities.persist(new RoleRow(host, user, role)));
    }

    List<TokenRow> tokens() {
        return entities.createQuery("select t from TokenRow t order by t.created", TokenRow.class)
                .getResultList();
    }

    void save(TokenRow token) {
        entities.merge(token);
    }

    void removeToken(String hash) {
        entities.createQuery("delete from TokenRow t where t.hash = :hash")
                .setParameter("hash", hash)
                .executeUpdate();
    }

    int removeTokensExpiredBefore(Instant moment) {
        return entities.createQuery("delete from TokenRow t where t.expires < :moment")
                .setParameter("moment", moment)
                .executeUpdate();
    }

    void record(Instant at, Deed deed) {
        entities.persist(new AuditRow(at, deed));
    }

    /**
     * The newest entries below an id.
     *
     * @param host of this host only, unless null
     * @param actor by this user only, unless null
     */
    List<AuditEntry> audit(long before, String host, String actor, int limit) {
        // Without the conditions that are not asked for: PostgreSQL cannot tell the type of a parameter that is null.
        TypedQuery<AuditRow> query = entities.createQuery(
                        "select a from AuditRow a where a.id < :before" + (host == null ? "" : " and a.host = :host")
                                + (actor == null ? "" : " and a.actor = :actor") + " order by a.id desc",
                        AuditRow.class)
                .setParameter("before", before)
                .setMaxResults(limit);
        if (host != null) {
            query.setParameter("host", host);
        }
        if (actor != null) {
            query.setParameter("actor", actor);
        }
        return query.getResultStream().map(AuditRow::entry).toList();
    }
}
