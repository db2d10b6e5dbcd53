package io.heartbeat.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A user who was made in the web console, or by the first login of somebody of another system. */
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

    @Enumerated(EnumType.STRING)
    private Origin origin;

    private String subject;

    @Column(name = "known_groups")
    private String groups;

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
        origin = user.origin();
        subject = user.external().subject();
        groups = String.join("\n", user.groups());
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
                origin,
                new External(subject, groups == null || groups.isEmpty() ? Set.of() : Set.of(groups.split("\n", -1))),
                List.of());
    }
}
