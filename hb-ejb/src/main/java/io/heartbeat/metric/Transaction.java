package io.heartbeat.metric;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** One transaction on a connection of its own; the connection goes back to its pool as it came. */
final class Transaction {
    private Transaction() {}

    /** What is done in it. */
    @FunctionalInterface
    interface Work {
        /** All or nothing of it is stored. */
        void on(Connection connection) throws SQLException;
    }

    static void run(DataSource source, Work work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            boolean through = false;
            try {
                work.on(connection);
                connection.commit();
                through = true;
            } finally {
                if (!through) {
                    undo(connection);
                }
                connection.setAutoCommit(true);
            }
        }
    }

    /** The first failure is the one to tell of; a connection that cannot even roll back is lost with its work. */
    private static void undo(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            System.getLogger(Transaction.class.getName())
                    .log(System.Logger.Level.DEBUG, "the connection was lost in a transaction", gone);
        }
    }
}
