package io.heartbeat.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.storage.Databases;
import io.heartbeat.storage.StorageSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @TempDir
    private Path directory;

    private SessionFactory factory;
    private Session session;
    private final HostRepository repository = new HostRepository();

    @BeforeEach
    void open() throws SQLException {
        DataSource database = Databases.open(
                new StorageSettings(directory, "jdbc:h2:file:" + directory.resolve("heartbeat"), "sa", ""));
        Databases.migrate(database);
        Configuration configuration =
                new Configuration().addAnnotatedClass(HostRow.class).addAnnotatedClass(TransitionRow.class);
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, database);
        configuration.setProperty(AvailableSettings.JDBC_TIME_ZONE, "UTC");
        factory = configuration.buildSessionFactory();
        session = factory.openSession();
        session.beginTransaction();
        repository.entities = session;
    }

    @AfterEach
    void close() {
        session.getTransaction().rollback();
        session.close();
        factory.close();
    }

    @Test
    void oldTransitionsGoInSmallBatches() {
        for (int day = 10; day > 0; day--) {
            store("web", HostStatus.DOWN, Duration.ofDays(day));
        }
        Instant moment = NOW.minus(Duration.ofDays(3));

        assertThat(repository.forgetBefore(moment, 4)).isEqualTo(4);
        assertThat(repository.recent(100)).hasSize(6);
        assertThat(repository.forgetBefore(moment, 4)).isEqualTo(3);
        assertThat(repository.forgetBefore(moment, 4)).isZero();
        assertThat(repository.recent(100)).extracting(HostTransitioned::at).allMatch(at -> !at.isBefore(moment));
    }

    @Test
    void theChangesOfOneHostBeginWithTheOneBefore() {
        store("web", HostStatus.UP, Duration.ofDays(9));
        store("web", HostStatus.DOWN, Duration.ofDays(5));
        store("db", HostStatus.DOWN, Duration.ofHours(7));
        store("web", HostStatus.UP, Duration.ofHours(6));
        Instant moment = NOW.minus(Duration.ofDays(1));

        assertThat(repository.since("web", moment, 10))
                .extracting(HostTransitioned::to)
                .containsExactly(HostStatus.UP, HostStatus.DOWN);
        assertThat(repository.since("web", moment, 1)).hasSize(1);
        assertThat(repository.since("nobody", moment, 10)).isEmpty();
    }

    private void store(String host, HostStatus to, Duration ago) {
        repository.store(List.of(new Transition(host, HostStatus.UNKNOWN, to, NOW.minus(ago), "because")), List.of());
    }
}
