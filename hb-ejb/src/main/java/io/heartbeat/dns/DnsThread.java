package io.heartbeat.dns;

import io.heartbeat.flow.Turns;
import io.heartbeat.ingest.IntakeClosed;
import io.heartbeat.ingest.IntakeOpened;
import io.heartbeat.ingest.IntakeStarting;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;

/** Gives {@link DnsUpdater} its turns while the intake is open. */
@ApplicationScoped
public class DnsThread {
    private static final System.Logger LOG = System.getLogger(DnsThread.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(250);

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private DnsSettings settings;

    @Inject
    private DnsUpdater updater;

    private Turns turns;

    @PostConstruct
    void make() {
        turns = new Turns("hb-dns", "DNS updates", PAUSE, updater::turn);
    }

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
            turns.begin(threads);
        }
    }

    /** Late, when nobody queues any more. An update under way is not waited for longer than a stop may take. */
    void closed(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) IntakeClosed event) {
        updater.stop();
        turns.end(updater::close);
    }
}
