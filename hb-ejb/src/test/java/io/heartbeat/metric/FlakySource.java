package io.heartbeat.metric;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A database that fails when it is told to. It keeps one connection open, as a pool would; nobody needs two at a time. */
final class FlakySource implements DataSource, AutoCloseable {
    private final DataSource database;
    private Connection kept;

    /** Whether it gives no connection. */
    boolean away;

    /** Whether commits fail, without being done. */
    boolean refusesCommits;

    /** Whether commits are done, and then the connection is lost. */
    boolean losesAnswers;

    FlakySource(DataSource database) {
        this.database = database;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away) {
            throw new SQLException("away");
        }
        if (kept == null) {
            kept = database.getConnection();
        }
        Connection connection = kept;
        return (Connection) Proxy.newProxyInstance(
                FlakySource.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    boolean commit = method.getName().equals("commit");
                    if (commit && refusesCommits) {
                        throw new SQLException("refused");
                    }
                    try {
                        Object answer = method.invoke(connection, arguments);
                        if (commit && losesAnswers) {
                            throw new SQLException("lost");
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return database.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        database.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        database.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return database.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return database.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return database.isWrapperFor(type);
    }

    @Override
    public void close() throws SQLException {
        if (kept != null) {
            kept.close();
        }
    }
}
