package io.heartbeat.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.Fired;
import io.heartbeat.SteppedTime;
import io.heartbeat.protocol.Direction;
import io.heartbeat.protocol.FrameSealer;
import io.heartbeat.protocol.Rejection;
import io.heartbeat.protocol.SigningKey;
import io.heartbeat.storage.Databases;
import io.heartbeat.storage.StorageSettings;
import io.heartbeat.telemetry.Telemetry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that people make, as far as a frame that they open. */
class HostKeyDeskTest {
    private static final SigningKey CONFIGURED = new SigningKey("db-key", new byte[32], "db");

    @TempDir
    private Path data;

    private final SteppedTime time = new SteppedTime();
    private final JdbcDataSource database = new JdbcDataSource();
    private final Fired<HostKnown> known = new Fired<>();
    private final Fired<HostSigned> signed = new Fired<>();
    private final IngestSettings settings =
            new IngestSettings(List.of(), 0, 3, 1, AuthMode.OBSERVE, Map.of(), List.of(CONFIGURED));
    private Signing signing;
    private HostKeyDesk desk;

    @BeforeEach
    void start() throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Databases.migrate(database);
        restart();
        time.pass(Duration.ofSeconds(1));
    }

    private void restart() {
        signing = new Signing(settings, new StorageSettings(data, "", "", ""), time, new Telemetry(time));
        desk = new HostKeyDesk(
                settings, () -> database, new Fired<>(event -> signing.changed(event)), known, signed, time);
        desk.restore(new IntakeStarting());
    }

    private Rejection open(String host, String secret) {
        SigningKey key = new SigningKey(host, secret.getBytes(StandardCharsets.UTF_8), host);
        byte[] frame = new FrameSealer(Direction.TO_SERVER, time.clock())
                .seal(key, "{\"ID\":\"HTB\"}".getBytes(StandardCharsets.UTF_8));
        return signing.frame().open(signing.keys(), frame, 0, frame.length);
    }

    @Test
    void aKeyOpensFramesAtOnceAndAfterARestartAndItsHostMustSign() throws SQLException {
        String secret = desk.make("web");
        assertThat(secret).matches("[0-9a-f]{64}");
        assertThat(open("web", secret)).isNull();
        assertThat(known.all).containsExactly(new HostKnown("web", true));
        assertThat(signed.all).containsExactly(new HostSigned("web"));
        restart();
        time.pass(Duration.ofSeconds(1));
        assertThat(open("web", secret)).isNull();
    }

    @Test
    void aNewOneReplacesItAndADroppedHostHasNone() throws SQLException {
        String first = desk.make("web");
        String second = desk.make("web");
        assertThat(open("web", first)).isEqualTo(Rejection.BAD_MAC);
        assertThat(open("web", second)).isNull();
        desk.forgotten(new HostForgotten("web"));
        assertThat(open("web", second)).isEqualTo(Rejection.UNKNOWN_KEY);
    }

    @Test
    void theConfigurationStandsBeforeIt() {
        assertThat(desk.refusal("db").orElseThrow()).contains("configuration file");
        assertThat(desk.refusal("db-key")).isPresent();
        assertThat(desk.refusal("web")).isEmpty();
        assertThat(desk.refusal("w".repeat(65))).isPresent();
        assertThatThrownBy(() -> desk.make("db")).hasMessageContaining("change it there");
    }
}
