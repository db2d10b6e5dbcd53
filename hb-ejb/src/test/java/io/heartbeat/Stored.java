package io.heartbeat;

import io.heartbeat.storage.Databases;
import io.heartbeat.storage.StorageSettings;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** The server's own persistence unit on an H2 in a folder, in one transaction. */
public final class Stored implements AutoCloseable {
    private final EntityManagerFactory factory;
    private final EntityManager entities;

    public Stored(Path folder) throws SQLException {
        DataSource source =
                Databases.open(new StorageSettings(folder, "jdbc:h2:file:" + folder.resolve("heartbeat"), "sa", ""));
        Databases.migrate(source);
        factory = Persistence.createEntityManagerFactory(
                "heartbeat",
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource", source,
                        "jakarta.persistence.nonJtaDataSource", source,
                        "hibernate.transaction.coordinator_class", "jdbc",
                        "hibernate.transaction.jta.platform",
                                "org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform"));
        entities = factory.createEntityManager();
        entities.getTransaction().begin();
    }

    /** For a repository, in place of the container's. */
    public EntityManager entities() {
        return entities;
    }

    /** What was stored is read anew from now on. */
    public void forgetMemory() {
        entities.flush();
        entities.clear();
    }

    @Override
    public void close() {
        factory.close();
    }
}
