package io.heartbeat.setup;

import io.heartbeat.storage.Databases;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The data source that both servers pool: reads the configuration at the first connection, brings the schema up to date,
 * and from then on only hands out connections. It is made by the server, not by CDI, and before any bean is.
 */
public class ConfiguredDataSource implements DataSource {
    private DataSource delegate;
    private PrintWriter logWriter;
    private int loginTimeout;

    @Override
    public Connection getConnection() throws SQLException {
        return delegate().getConnection();
    }

    /** The credentials are the configuration's, whatever the pool believes. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private synchronized DataSource delegate() throws SQLException {
        if (delegate == null) {
            DataSource opened = Databases.open(ServerSettings.located().storage());
            Databases.migrate(opened);
            delegate = opened;
        }
        return delegate;
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        logWriter = out;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("logs through System.Logger");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("not a " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
