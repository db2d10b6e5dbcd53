package io.heartbeat.ingest;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Unproxied;
import io.heartbeat.protocol.SigningKey;
import io.heartbeat.settings.SettingsReloaded;
import io.heartbeat.storage.Database;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Keys of hosts that people make, beside those of the configuration. A host with such a key must sign from the moment on that
 * it was made. Thread-safe.
 */
@Unproxied
public class HostKeyDesk {
    private static final System.Logger LOG = System.getLogger(HostKeyDesk.class.getName());
    private static final int SECRET_BYTES = 32;

    private final Supplier<DataSource> source;
    private final Event<StoredKeysChanged> changed;
    private final Event<HostKnown> known;
    private final Event<HostSigned> signed;
    private final TimeSource time;
    private final SecureRandom random = new SecureRandom();
    private volatile IngestSettings settings;

    /** @param database which has the table */
    @Inject
    public HostKeyDesk(
            IngestSettings settings,
            Database database,
            Event<StoredKeysChanged> changed,
            Event<HostKnown> known,
            Event<HostSigned> signed,
            TimeSource time) {
        this(settings, database::source, changed, known, signed, time);
    }

    HostKeyDesk(
            IngestSettings settings,
            Supplier<DataSource> source,
            Event<StoredKeysChanged> changed,
            Event<HostKnown> known,
            Event<HostSigned> signed,
            TimeSource time) {
        this.settings = settings;
        this.source = source;
        this.changed = changed;
        this.known = known;
        this.signed = signed;
        this.time = time;
    }

    void reloaded(@Observes SettingsReloaded<IngestSettings> event) {
        settings = event.settings();
    }

    void restore(@Observes IntakeStarting event) {
        try {
            tell();
        } catch (SQLException e) {
            throw new IllegalStateException("the keys of the hosts cannot be read from the database", e);
        }
    }

    void forgotten(@Observes HostForgotten event) {
        try {
            if (execute("delete from host_key where host=?", event.host()) > 0) {
                tell();
            }
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.ERROR, "the key of " + event.host() + " stays, though it was dropped", e);
        }
    }

    /** Why a host can have no key of ours; empty when it can. */
    public Optional<String> refusal(String host) {
        if (host.length() > SigningKey.MAX_ID) {
            return Optional.of("its name is too long to be the identifier of a key");
        }
        return settings.keys().stream()
                .filter(key -> key.host().equals(host) || key.id().equals(host))
                .findFirst()
                .map(key -> "the configuration file has the " + key + "; change it there");
    }

    /**
     * Makes a key for a host, in the place of the one that it had.
     *
     * @return the secret, which nobody is told again; its identifier is the host's name
     * @throws SQLException when it cannot be stored
     * @throws IllegalStateException when {@link #refusal} has a reason
     */
    public String make(String host) throws SQLException {
        refusal(host).ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        Object now = time.wall().atOffset(ZoneOffset.UTC);
        if (execute("update host_key set secret=?, created_at=? where host=?", secret, now, host) == 0) {
            execute("insert into host_key (secret, created_at, host) values (?, ?, ?)", secret, now, host);
        }
        tell();
        known.fire(new HostKnown(host, true));
        signed.fire(new HostSigned(host));
        return secret;
    }

    private void tell() throws SQLException {
        List<SigningKey> keys = new ArrayList<>();
        try (Connection connection = source.get().getConnection();
                PreparedStatement query = connection.prepareStatement("select host, secret from host_key");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                String host = rows.getString("host");
                keys.add(new SigningKey(host, rows.getString("secret").getBytes(StandardCharsets.UTF_8), host));
            }
        }
        changed.fire(new StoredKeysChanged(keys));
    }

    private int execute(String sql, Object... parameters) throws SQLException {
        try (Connection connection = source.get().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
