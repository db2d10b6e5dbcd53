package io.heartbeat.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Fired;
import io.heartbeat.SteppedTime;
import io.heartbeat.Stored;
import io.heartbeat.protocol.SigningKey;
import io.heartbeat.settings.SettingsReloaded;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredKeysTest {
    @TempDir
    private Path folder;

    private final KeyRepository repository = new KeyRepository();
    private final Fired<KeysChanged> changed = new Fired<>();
    private Stored stored;
    private StoredKeys keys;

    @BeforeEach
    void open() throws SQLException {
        stored = new Stored(folder);
        repository.entities = stored.entities();
        keys = new StoredKeys(settings(key("file", "file")), repository, new SteppedTime(), changed);
    }

    @AfterEach
    void close() {
        stored.close();
    }

    @Test
    void aKeyIsInForceAtOnceAndAfterARestart() {
        NewKey made = keys.make("web", "ada").orElseThrow();
        assertThat(made.id()).isEqualTo("web");
        assertThat(made.secret()).matches("[0-9a-f]{64}");
        assertThat(made.toString()).doesNotContain(made.secret());
        assertThat(inForce()).containsExactly(key("web", "web", made.secret()));
        assertThat(keys.origin("web")).isEqualTo(KeyOrigin.CONSOLE);
        assertThat(keys.origin("file")).isEqualTo(KeyOrigin.CONFIGURATION);
        assertThat(keys.origin("db")).isEqualTo(KeyOrigin.NONE);

        stored.forgetMemory();
        StoredKeys again = new StoredKeys(settings(), repository, new SteppedTime(), changed);
        again.starting(new IntakeStarting());
        assertThat(inForce()).containsExactly(key("web", "web", made.secret()));
    }

    @Test
    void aNewKeyReplacesTheOneBeforeAndADroppedHostLosesItsOwn() {
        NewKey first = keys.make("web", null).orElseThrow();
        NewKey second = keys.make("web", null).orElseThrow();
        assertThat(second.secret()).isNotEqualTo(first.secret());
        assertThat(inForce()).containsExactly(key("web", "web", second.secret()));

        keys.forgotten(new HostForgotten("web"));
        assertThat(inForce()).isEmpty();
        stored.forgetMemory();
        assertThat(repository.keys()).isEmpty();
    }

    @Test
    void theFileGoesFirst() {
        assertThat(keys.make("file", "ada")).isEmpty();
        NewKey made = keys.make("web", "ada").orElseThrow();
        assertThat(new KeysChanged(List.of(key("web", "web", made.secret()))).behind(List.of(key("other", "web"))))
                .containsExactly(key("other", "web"));
        assertThat(new KeysChanged(List.of(key("web", "web", made.secret()))).behind(List.of(key("web", "other"))))
                .containsExactly(key("web", "other"));
        keys.reloaded(new SettingsReloaded<>(settings(key("k", "web"))));
        assertThat(keys.origin("web")).isEqualTo(KeyOrigin.CONFIGURATION);
        assertThat(keys.make("web", "ada")).isEmpty();
    }

    @Test
    void anIdentifierThatIsTakenOrTooLongIsAnother() {
        String longName = "a".repeat(65);
        assertThat(keys.make(longName, null).orElseThrow().id()).matches("[0-9a-f]{16}");
        keys.reloaded(new SettingsReloaded<>(settings(key("web", "somebody-else"))));
        assertThat(keys.make("web", null).orElseThrow().id()).matches("[0-9a-f]{16}");
    }

    private List<SigningKey> inForce() {
        return changed.all.get(changed.all.size() - 1).keys();
    }

    private static SigningKey key(String id, String host) {
        return key(id, host, "0123456789abcdef");
    }

    private static SigningKey key(String id, String host, String secret) {
        return new SigningKey(id, secret.getBytes(StandardCharsets.UTF_8), host);
    }

    private static IngestSettings settings(SigningKey... keys) {
        return new IngestSettings(List.of(), 50003, 10, 1, AuthMode.OBSERVE, Map.of(), List.of(keys));
    }
}
