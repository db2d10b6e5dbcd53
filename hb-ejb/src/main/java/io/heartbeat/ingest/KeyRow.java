package io.heartbeat.ingest;

import io.heartbeat.protocol.SigningKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A host's key that the console made. The secret stands as it is: a MAC can be checked with nothing less. */
@Entity
@Table(name = "host_key")
class KeyRow {
    @Id
    private String host;

    private String id;
    private String secret;

    /** Who made it; for who reads the table. */
    @Column(name = "author")
    private String author;

    @Column(name = "created_at")
    private Instant created;

    /** For Hibernate. */
    protected KeyRow() {}

    KeyRow(NewKey key, String author, Instant created) {
        host = key.host();
        id = key.id();
        secret = key.secret();
        this.author = author;
        this.created = created;
    }

    SigningKey key() {
        return new SigningKey(id, secret.getBytes(StandardCharsets.UTF_8), host);
    }
}
