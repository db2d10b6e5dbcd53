package io.heartbeat.dns;

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

/** Gives {@link DnsUpdater} its turns while the intake is open. */
@ApplicationScoped
public class DnsThread {
    private static final System.Logger LOG = System.getLogger(DnsThread.class.getName());
    private static final long PAUSE_MILLIS = 250;
    private static final long CLOSING_MILLIS = 3_000;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private DnsSettings settings;

    @Inject
    private DnsUpdater updater;

    private volatile boolean running;
    private Thread thread;

    void restore(@Observes IntakeStarting event) {
        if (settings.configured()) {
            try {
                updater.restore();
            } catch (SQLException e) {
                throw new IllegalStateException("the names in DNS cannot be read from the database", e);
            }
        }
    }

    void opened(@Observes IntakeOpened event) {
        if (settings.configured()) {
            LOG.log(
                    Level.INFO,
                    "hosts under {0} are published by {1}{2}",
                    String.join(", ", settings.dyndomains()),
                    settings.provider(),
                    settings.dryRun() ? ", dry run: nothing is sent" : "");
            running = true;
            thread = threads.newThread(this::run);
            thread.setName("hb-dns");
            thread.start();
        }
    }

    /** Late, when nobody queues any more. An update under way is not waited for longer than a stop may take. */
    void closed(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) IntakeClosed event) {
        running = false;
        if (thread == null) {
            return;
        }
        updater.stop();
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            updater.close();
        }
    }

    private void run() {
        while (running) {
            try {
                updater.turn();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a round of DNS updates failed; the next one goes on", e);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
    }
}
