package io.heartbeat.ingest;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.protocol.SigningKey;
import io.heartbeat.settings.SettingsReloaded;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The hosts' keys that the console makes, beside those of the configuration file, which go first. A key is stored before it
 * is in force, and is shown only to who made it. Thread-safe.
 */
@ApplicationScoped
public class StoredKeys {
    /** Before the sockets are bound. */
    private static final int EARLY = 500;

    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 8;

    private final KeyRepository repository;
    private final TimeSource time;
    private final Event<KeysChanged> changed;
    private final SecureRandom random = new SecureRandom();
    private volatile IngestSettings settings;
    private volatile List<SigningKey> stored = List.of();

    /** For the container's proxy. */
    protected StoredKeys() {
        this(null, null, null, null);
    }

    /** @param repository where they are kept */
    @Inject
    public StoredKeys(IngestSettings settings, KeyRepository repository, TimeSource time, Event<KeysChanged> changed) {
        this.settings = settings;
        this.repository = repository;
        this.time = time;
        this.changed = changed;
    }

    void starting(@Observes @Priority(EARLY) IntakeStarting event) {
        read();
    }

    void reloaded(@Observes SettingsReloaded<IngestSettings> event) {
        settings = event.settings();
    }

    synchronized void forgotten(@Observes HostForgotten event) {
        if (stored.stream().anyMatch(key -> key.host().equals(event.host()))) {
            repository.remove(event.host());
            read();
        }
    }

    /** Where the key of a host is from. */
    public KeyOrigin origin(String host) {
        if (configured(host)) {
            return KeyOrigin.CONFIGURATION;
        }
        return stored.stream().anyMatch(key -> key.host().equals(host)) ? KeyOrigin.CONSOLE : KeyOrigin.NONE;
    }

    /**
     * Makes a key for a host, in place of one that the console made before, which no longer opens anything.
     *
     * @param author login name, null when nobody is logged in
     * @return empty when the configuration file has a key of this host, which goes first
     */
    public synchronized Optional<NewKey> make(String host, String author) {
        if (configured(host)) {
            return Optional.empty();
        }
        NewKey key = new NewKey(host, id(host), hex(SECRET_BYTES));
        repository.save(key, author, time.wall());
        read();
        return Optional.of(key);
    }

    private boolean configured(String host) {
        return settings.keys().stream().anyMatch(key -> key.host().equals(host));
    }

    /** The host's name, which agents take by themselves; another one where that is too long, or somebody else's. */
    private String id(String host) {
        Set<String> taken = new HashSet<>();
        settings.keys().forEach(key -> taken.add(key.id()));
        stored.stream().filter(key -> !key.host().equals(host)).forEach(key -> taken.add(key.id()));
        return host.length() > SigningKey.MAX_ID || taken.contains(host) ? hex(ID_BYTES) : host;
    }

    private String hex(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void read() {
        stored = repository.keys();
        changed.fire(new KeysChanged(stored));
    }
}
