package io.heartbeat.micro;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.storage.Databases;
import io.heartbeat.storage.StorageSettings;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/**
 * Tries the database server of the configuration before the application server starts: one that cannot be used ends in one line
 * instead of pages of stack traces. One that is not there yet is waited for, as both may start with the machine.
 */
final class DatabaseServer {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Of PostgreSQL: it starts or stops at the moment; all of its connections are taken. Class 08 is what does not get through. */
    private static final Set<String> PASSING = Set.of("57P03", "57P01", "53300");

    private final StorageSettings storage;
    private final TimeSource time;
    private final Rest rest;
    private final PrintStream out;

    /** Lets time pass. */
    interface Rest {
        void rest(Duration time) throws InterruptedException;
    }

    /** @param out is told once that somebody waits */
    DatabaseServer(StorageSettings storage, TimeSource time, Rest rest, PrintStream out) {
        this.storage = storage;
        this.time = time;
        this.rest = rest;
        this.out = out;
    }

    /** Returns when it takes a login; throws a {@link Failure} when it refuses, or is not there for a minute. */
    void await() {
        if (!storage.dbUrl().startsWith("jdbc:postgresql:")) {
            return; // H2 is a part of this process: to open it twice is time of each start
        }
        long deadline = time.steadyMillis() + PATIENCE.toMillis();
        SQLException trouble = trouble();
        if (trouble != null && passing(trouble)) {
            out.println("hbd waits for the database: " + trouble.getMessage());
        }
        while (trouble != null) {
            if (!passing(trouble)) {
                throw new Failure(
                        "db_url: the database refuses (" + trouble.getMessage()
                                + "): correct db_url, db_user or db_password",
                        trouble);
            }
            if (time.steadyMillis() >= deadline) {
                throw new Failure(
                        "db_url: the database does not answer (" + trouble.getMessage()
                                + "): start it, or correct db_url",
                        trouble);
            }
            pause();
            trouble = trouble();
        }
    }

    private SQLException trouble() {
        try (Connection connection = Databases.open(storage).getConnection()) {
            return connection.isValid(1) ? null : new SQLException("it took a login and then said nothing", "08006");
        } catch (SQLException e) {
            return e;
        }
    }

    private static boolean passing(SQLException trouble) {
        String state = String.valueOf(trouble.getSQLState());
        return state.startsWith("08") || PASSING.contains(state);
    }

    private void pause() {
        try {
            rest.rest(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("stopped while it waited for the database", e);
        }
    }
}
