package io.heartbeat.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
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

    /** Takes a user away, with roles, tokens and channels. */
    void remove(String user) {
        for (String table : List.of(
                "RoleRow r where r.account",
                "TokenRow r where r.account",
                "ChannelRow r where r.account",
                "AccountRow r where r.name")) {
            entities.createQuery("delete from " + table + " = :user")
                    .setParameter("user", user)
                    .executeUpdate();
        }
    }

    List<ChannelRow> channels() {
        return entities.createQuery("select c from ChannelRow c order by c.channel", ChannelRow.class)
                .getResultList();
    }

    /** Stores how a user is reached by a channel. */
    void save(ChannelRow channel) {
        entities.merge(channel);
    }

    void removeChannel(String user, String channel) {
        entities.createQuery("delete from ChannelRow c where c.account = :user and c.channel = :channel")
                .setParameter("user", user)
                .setParameter("channel", channel)
                .executeUpdate();
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

    /** The newest entries, newest first. */
    List<AuditEntry> audit(AuditQuery asked, int limit) {
        // Without the conditions that are not asked for: PostgreSQL cannot tell the type of a parameter that is null.
        Map<String, Object> values = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder("a.id < :before");
        values.put("before", asked.before() <= 0 ? Long.MAX_VALUE : asked.before());
        narrow(where, values, "a.host = :host", "host", asked.host());
        narrow(where, values, "a.actor = :actor", "actor", asked.actor());
        narrow(where, values, "a.action like :action escape '!'", "action", prefix(asked.action()));
        narrow(where, values, "a.at >= :from", "from", asked.from());
        narrow(where, values, "a.at < :to", "to", asked.to());
        TypedQuery<AuditRow> query = entities.createQuery(
                        "select a from AuditRow a where " + where + " order by a.id desc", AuditRow.class)
                .setMaxResults(limit);
        values.forEach(query::setParameter);
        return query.getResultStream().map(AuditRow::entry).toList();
    }

    private static void narrow(
            StringBuilder where, Map<String, Object> values, String condition, String name, Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            values.put(name, value);
        }
    }

    private static String prefix(String text) {
        return text == null ? null : text.replaceAll("[!%_]", "!$0") + "%";
    }
}
