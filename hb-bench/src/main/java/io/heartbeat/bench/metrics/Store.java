package io.heartbeat.bench.metrics;

import io.heartbeat.metric.MetricWork;
import io.heartbeat.storage.Databases;
import io.heartbeat.storage.StorageSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** A database of the bench's own, with the server's schema; closing it ends what was started. Not thread-safe. */
final class Store implements AutoCloseable {
    private final String name;
    private final String settings;
    private final Path file;
    private final EmbeddedPostgres postgres;
    private JdbcConnectionPool pool;

    private Store(String name, String settings, Path file, EmbeddedPostgres postgres, JdbcConnectionPool pool) {
        this.name = name;
        this.settings = settings;
        this.file = file;
        this.postgres = postgres;
        this.pool = pool;
    }

    /** An H2 file where a server with this data_dir looks for it. */
    static Store h2(Path dataDir) throws SQLException {
        String url = "jdbc:h2:file:" + dataDir.resolve("heartbeat");
        Databases.migrate(Databases.open(new StorageSettings(dataDir, url, "sa", "")));
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser("sa");
        source.setPassword("");
        return new Store("H2", "", dataDir.resolve("heartbeat.mv.db"), null, JdbcConnectionPool.create(source));
    }

    /** A PostgreSQL of the version that the tests use, with its own defaults. */
    static Store postgres(Path directory) throws IOException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgres"))
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        Databases.migrate(postgres.getPostgresDatabase());
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {postgres.getPort()});
        source.setDatabaseName("postgres");
        source.setUser("postgres");
        source.setPassword("postgres");
        String settings = "db_url: jdbc:postgresql://127.0.0.1:" + postgres.getPort()
                + "/postgres\ndb_user: postgres\ndb_password: postgres\n";
        return new Store("PostgreSQL", settings, null, postgres, JdbcConnectionPool.create(source));
    }

    String name() {
        return name;
    }

    /** What a server's configuration needs to use it. */
    String settings() {
        return settings;
    }

    DataSource source() {
        return pool;
    }

    /** Writes everything anew, so that only what is alive is left; of H2 nothing but the size can be asked afterwards. */
    void compact() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    postgres == null ? "shutdown compact" : "vacuum full metric_series, metric_chunk, metric_rollup");
        }
    }

    /** Bytes on disk of the metrics, with their indexes; of H2 the whole file. */
    long bytes() throws SQLException, IOException {
        if (file != null) {
            return Files.size(file);
        }
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet size = statement.executeQuery("select pg_total_relation_size('metric_series')"
                        + " + pg_total_relation_size('metric_chunk') + pg_total_relation_size('metric_rollup')")) {
            size.next();
            return size.getLong(1);
        }
    }

    /** Enters the hosts, so that the API knows them. */
    void enter(int hosts, Instant since) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into host"
                                + " (name, status, since, last_seen, interval_seconds, signed) values (?, 'UP', ?, ?, 300, false)")) {
            for (int i = 0; i < hosts; i++) {
                insert.setString(1, MetricWork.host(i));
                insert.setTimestamp(2, Timestamp.from(since));
                insert.setTimestamp(3, Timestamp.from(since));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Lets go of the connections: H2's file is closed and free for a server. */
    void release() {
        pool.dispose();
    }

    @Override
    public void close() {
        release();
        if (postgres != null) {
            try {
                postgres.close();
            } catch (IOException e) {
                System.err.println("hb-bench: PostgreSQL could not be ended: " + e.getMessage());
            }
        }
    }
}
