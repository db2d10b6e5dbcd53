package io.heartbeat.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A user who was made in the web console. */
@Entity
@Table(name = "account")
class AccountRow {
    @Id
    private String name;

    @Column(name = "full_name")
    private String fullName;

    private String avatar;
    private String password;
    private String totp;
    private boolean admin;
    private boolean enabled;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Hibernate. */
    protected AccountRow() {}

    AccountRow(String name, Instant createdAt) {
        this.name = name;
        this.createdAt = createdAt;
    }

    void take(User user) {
        fullName = user.fullName();
        avatar = user.avatar().orElse(null);
        password = user.password().orElse(null);
        totp = user.totp().orElse(null);
        admin = user.admin();
        enabled = user.enabled();
    }

    User user() {
        return new User(
                name,
                fullName,
                Optional.ofNullable(avatar),
                Optional.ofNullable(password),
                Optional.ofNullable(totp),
                admin,
                enabled,
                Origin.CONSOLE,
                List.of());
    }
}
