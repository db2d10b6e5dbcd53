package io.heartbeat.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens the configured database and brings its schema up to date. */
public final class Databases {
    private Databases() {}

    /** A data source for an H2 file or a PostgreSQL server, by the URL. */
    public static DataSource open(StorageSettings settings) throws SQLException {
        String url = settings.dbUrl();
        if (url.startsWith("jdbc:postgresql:")) {
            PGSimpleDataSource postgres = new PGSimpleDataSource();
            postgres.setUrl(url);
            postgres.setUser(settings.dbUser());
            postgres.setPassword(settings.dbPassword());
            postgres.setApplicationName("heartbeat");
            return postgres;
        }
        if (!url.startsWith("jdbc:h2:")) {
            throw new SQLException("db_url must begin with jdbc:postgresql: or jdbc:h2:, not " + url);
        }
        makeDirectory(settings);
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(url);
        h2.setUser(settings.dbUser());
        h2.setPassword(settings.dbPassword());
        return h2;
    }

    /** Runs the migrations that the database has not seen yet. */
    public static void migrate(DataSource source) throws SQLException {
        try {
            // Features number their migrations by themselves, so a lower number may come later than a higher one.
            // Flyway
            // warns of that at each start, hence only when it is so.
            boolean late = Arrays.stream(flyway(source, false).info().all())
                    .anyMatch(migration -> migration.getState() == MigrationState.IGNORED);
            flyway(source, late).migrate();
        } catch (FlywayException e) {
            throw new SQLException("the schema cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    private static Flyway flyway(DataSource source, boolean outOfOrder) {
        return Flyway.configure(Databases.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:io/heartbeat/storage/migration")
                .outOfOrder(outOfOrder)
                .load();
    }

    private static void makeDirectory(StorageSettings settings) {
        try {
            Files.createDirectories(settings.dataDir());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "data_dir " + settings.dataDir() + " cannot be made: choose another or make it writable", e);
        }
    }
}
