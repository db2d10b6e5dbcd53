package io.heartbeat.metric;

import io.heartbeat.storage.Databases;
import io.heartbeat.storage.StorageSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

class MetricsOnH2Test extends StoredMetrics {
    @TempDir
    private Path directory;

    @Override
    DataSource database() throws SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("heartbeat");
        DataSource database = Databases.open(new StorageSettings(directory, url, "sa", ""));
        Databases.migrate(database);
        return database;
    }
}
