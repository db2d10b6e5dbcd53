package io.heartbeat.dns;

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
class DnsStoreTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

    @Test
    void onH2() throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        keepsNamesQueueAndAudit(h2);
    }

    @Test
    void onPostgreSql() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start()) {
            keepsNamesQueueAndAudit(postgres.getPostgresDatabase());
        }
    }

    private static void keepsNamesQueueAndAudit(DataSource source) throws SQLException {
        Databases.migrate(source);
        DnsStore store = new DnsStore(() -> source);
        NameState settled = name("a.a.org", false, null);
        NameState waiting = name("b.a.org", true, NOW);
        DnsChange change = new DnsChange(
                NOW, "web", "a.a.org", RecordType.A, null, "192.0.2.7", "rfc2136", "done", "", "heartbeat");

        store.save(List.of(settled, waiting), List.of("unknown"), List.of(change));
        assertThat(store.names()).containsExactly(waiting, settled);
        assertThat(store.changes("web", 10)).containsExactly(change);
        assertThat(store.changes("other", 10)).isEmpty();

        NameState done = name("b.a.org", false, null);
        store.save(List.of(done), List.of("a.a.org"), List.of());
        assertThat(store.names()).containsExactly(done);
        assertThat(store.forgetBefore(NOW)).isZero();
        assertThat(store.forgetBefore(NOW.plusSeconds(1))).isEqualTo(1);
    }

    private static NameState name(String name, boolean pending, Instant queuedAt) {
        Records records = Records.NONE.with(RecordType.AAAA, "2001:db8::7").with(RecordType.A, "192.0.2.7");
        return new NameState(
                name, "web", "a.org", records, Records.NONE, pending, true, queuedAt, NOW, null, "heartbeat");
    }
}
