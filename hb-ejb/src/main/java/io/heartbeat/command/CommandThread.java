package io.heartbeat.command;

import io.heartbeat.ingest.IntakeClosed;
import io.heartbeat.ingest.IntakeOpened;
import io.heartbeat.ingest.IntakeStarting;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Gives {@link Commands} its turns while the intake is open. */
@ApplicationScoped
public class CommandThread {
    private static final System.Logger LOG = System.getLogger(CommandThread.class.getName());
    private static final long PAUSE_MILLIS = 200;
    private static final long CLOSING_MILLIS = 3_000;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Commands commands;

    private volatile boolean running;
    private Thread thread;

    void restore(@Observes IntakeStarting event) {
        try {
            commands.restore();
        } catch (SQLException e) {
            throw new IllegalStateException("the commands cannot be read from the database", e);
        }
    }

    void opened(@Observes IntakeOpened event) {
        running = true;
        thread = threads.newThread(this::run);
        thread.setName("hb-commands");
        thread.start();
    }

    /** Late, when no answer comes any more. */
    void closed(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) IntakeClosed event) {
        running = false;
        if (thread == null) {
            return;
        }
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            turn();
        }
    }

    private void run() {
        while (running) {
            turn();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
    }

    private void turn() {
        try {
            commands.turn();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a round of commands failed; the next one goes on", e);
        }
    }
}
