package io.heartbeat.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A login or API token, by the SHA-256 of its secret: whoever reads the database can use none. */
@Entity
@Table(name = "token")
class TokenRow {
    @Id
    private String hash;

    private String id;
    private String account;
    private String label;

    @Enumerated(EnumType.STRING)
    private Scope scope;

    @Column(name = "created_at")
    private Instant created;

    @Column(name = "expires_at")
    private Instant expires;

    @Column(name = "used_at")
    private Instant used;

    /** For Hibernate. */
    protected TokenRow() {}

    TokenRow(String hash, Login login) {
        this.hash = hash;
        id = login.id();
        account = login.user();
        label = login.label();
        scope = login.scope();
        created = login.created();
        expires = login.expires();
        used = login.used();
    }

    String hash() {
        return hash;
    }

    Login login() {
        return new Login(id, account, label, scope, created, expires, used);
    }
}
