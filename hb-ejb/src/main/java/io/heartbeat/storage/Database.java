package io.heartbeat.storage;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database of this server. Thread-safe. */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@DataSourceDefinition(
        name = "java:app/jdbc/heartbeat",
        className = "io.heartbeat.setup.ConfiguredDataSource",
        transactional = true,
        description = "Heartbeat",
        minPoolSize = 1,
        maxPoolSize = 16)
public class Database {
    private static final int PATIENCE_SECONDS = 2;

    @Resource(lookup = "java:app/jdbc/heartbeat")
    private DataSource source;

    /** Its connections, for what speaks SQL itself; outside of the server's transactions. */
    public DataSource source() {
        return source;
    }

    /** Whether it answers within two seconds. */
    public boolean answers() {
        try (Connection connection = source.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            System.getLogger(Database.class.getName())
                    .log(System.Logger.Level.DEBUG, "the database does not answer", e);
            return false;
        }
    }
}
