package io.heartbeat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.storage.Databases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The same SQL on both databases. */
class CommandStoreTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

    @Test
    void onH2() throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        keepsCommandsAndAgents(h2);
    }

    @Test
    void onPostgreSql() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start()) {
            keepsCommandsAndAgents(postgres.getPostgresDatabase());
        }
    }

    private static void keepsCommandsAndAgents(DataSource source) throws SQLException {
        Databases.migrate(source);
        CommandStore store = new CommandStore(() -> source);
        Task tail = Task.command("tail", List.of("a b", "\"q\"", "ü]", ""));
        Command first = Command.queued("1", "web", tail, "ann", NOW, NOW.plusSeconds(60));
        Task up = new Task(Task.Kind.UPGRADE, null, List.of(), "1.1", "https://hb/x", "0".repeat(64));
        Command second = Command.queued("2", "web", up, null, NOW.plusSeconds(1), NOW.plusSeconds(61));
        AgentReport agent = new AgentReport(
                "web", "1.0", List.of(new AgentReport.Allowed("tail", 4), new AgentReport.Allowed("up", 0)), true, NOW);

        store.saveNow(first);
        store.save(List.of(second), List.of(agent));
        assertThat(store.open()).containsExactly(first, second);
        assertThat(store.newest("web", 1)).containsExactly(second);
        assertThat(store.newest("db", 10)).isEmpty();
        assertThat(store.find("web", "1")).containsExactly(first);
        assertThat(store.find("db", "1")).isEmpty();
        assertThat(store.agents()).containsExactly(agent);

        Command done = first.sent(NOW.plusSeconds(2)).answered("ok", "x".repeat(32768), NOW.plusSeconds(3));
        AgentReport silent = new AgentReport("web", null, List.of(), false, NOW.plusSeconds(4));
        store.save(List.of(done), List.of(silent));
        assertThat(store.open()).containsExactly(second);
        assertThat(store.find("web", "1")).containsExactly(done);
        assertThat(store.agents()).containsExactly(silent);

        assertThat(store.forgetBefore(NOW)).isZero();
        assertThat(store.forgetBefore(NOW.plusMillis(1))).isEqualTo(1);
        store.forget("web");
        assertThat(store.open()).isEmpty();
        assertThat(store.agents()).isEmpty();
    }
}
