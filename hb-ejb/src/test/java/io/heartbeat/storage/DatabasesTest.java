package io.heartbeat.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasesTest {
    @TempDir
    private Path directory;

    @Test
    void theSchemaIsMadeOnceAndKeptAcrossOpens() throws SQLException {
        StorageSettings settings = h2(directory.resolve("data"));
        DataSource first = Databases.open(settings);
        Databases.migrate(first);
        try (Connection connection = first.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into host (name, status, since, interval_seconds, signed)"
                    + " values ('web', 'UP', current_timestamp, 30, false)");
        }
        DataSource second = Databases.open(settings);
        Databases.migrate(second);
        try (Connection connection = second.getConnection();
                Statement statement = connection.createStatement();
                ResultSet hosts = statement.executeQuery("select name from host")) {
            assertThat(hosts.next()).isTrue();
            assertThat(hosts.getString(1)).isEqualTo("web");
        }
    }

    @Test
    void aLowerNumberMayComeLater() throws SQLException {
        DataSource source = Databases.open(h2(directory.resolve("data")));
        Databases.migrate(source);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            // As if V7 had come before V1: the latter is pending below the newest.
            statement.execute("drop table host_transition");
            statement.execute("drop sequence host_transition_id");
            statement.execute("drop table host");
            statement.execute("delete from \"flyway_schema_history\" where \"version\" = '1'");
            Databases.migrate(source);
            try (ResultSet hosts = statement.executeQuery("select count(*) from host")) {
                assertThat(hosts.next()).isTrue();
            }
        }
    }

    @Test
    void anotherDatabaseIsRefusedByItsKey() {
        StorageSettings settings = new StorageSettings(directory, "jdbc:mysql://x/y", "u", "p");

        assertThatThrownBy(() -> Databases.open(settings)).hasMessageContaining("db_url must begin with");
    }

    private static StorageSettings h2(Path data) {
        return new StorageSettings(data, "jdbc:h2:file:" + data.resolve("heartbeat"), "sa", "");
    }
}
