package io.heartbeat.metric;

import io.heartbeat.storage.Databases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The same on the real PostgreSQL 15. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsOnPostgresTest extends StoredMetrics {
    private EmbeddedPostgres postgres;
    private DataSource database;

    @BeforeAll
    void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        database = postgres.getPostgresDatabase();
        Databases.migrate(database);
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
    }

    @Override
    DataSource database() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate metric_series, metric_chunk, metric_rollup");
        }
        return database;
    }
}
