package io.heartbeat.access;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** The role of a user on a host, as given in the web console. */
@Entity
@Table(name = "host_role")
@IdClass(RoleRow.Key.class)
class RoleRow {
    @Id
    private String host;

    @Id
    private String account;

    @Enumerated(EnumType.STRING)
    private Role role;

    /** What makes a row one of its kind. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;
        private String host;
        private String account;

        /** For Hibernate. */
        Key() {}

        Key(String host, String account) {
            this.host = host;
            this.account = account;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.host.equals(host) && key.account.equals(account);
        }

        @Override
        public int hashCode() {
            return 31 * host.hashCode() + account.hashCode();
        }
    }

    /** For Hibernate. */
    protected RoleRow() {}

    RoleRow(String host, String account, Role role) {
        this.host = host;
        this.account = account;
        this.role = role;
    }

    String host() {
        return host;
    }

    String account() {
        return account;
    }

    Role role() {
        return role;
    }
}
