package io.heartbeat.metric;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.ingest.HostKnown;
import io.heartbeat.ingest.IntakeClosed;
import io.heartbeat.ingest.IntakeOpened;
import io.heartbeat.storage.Database;
import io.heartbeat.telemetry.Telemetry;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the {@link MetricWriter} while the intake is open: a turn each flush interval. It works at most half of the time, so
 * that a database that is too slow leaves the processors to the heartbeats.
 */
@ApplicationScoped
public class MetricThread {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final long CLOSING_MILLIS = 5_000;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Database database;

    @Inject
    private MetricSettings settings;

    @Inject
    private ReportQueue queue;

    @Inject
    private Catalog catalog;

    @Inject
    private Reports reports;

    @Inject
    private RttMinutes minutes;

    @Inject
    private TimeSource time;

    @Inject
    private Telemetry telemetry;

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private Thread thread;

    void known(@Observes HostKnown event) {
        known.add(event.host());
    }

    void opened(@Observes IntakeOpened event) {
        if (settings.enabled()) {
            running = true;
            thread = threads.newThread(this::write);
            thread.setName("hb-metric-store");
            thread.start();
        }
    }

    /** After everybody else has said what they had to say. */
    void closed(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) IntakeClosed event) {
        running = false;
        if (thread == null) {
            return;
        }
        minutes.finish();
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        Duration pause = FIRST_PAUSE;
        try (MetricWriter writer =
                new MetricWriter(database.source(), settings, queue, catalog, reports, time, telemetry)) {
            writer.onlyHosts(known);
            while (running) {
                long begin = time.steadyMillis();
                boolean good = writer.turn();
                long took = time.steadyMillis() - begin;
                pause = good ? FIRST_PAUSE : longer(pause);
                rest(good ? Math.max(settings.flush().toMillis() - took, took) : pause.toMillis());
            }
            writer.finish();
        }
    }

    private static Duration longer(Duration pause) {
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    private void rest(long millis) {
        long until = time.steadyMillis() + millis;
        for (long left = millis; running && left > 0 && !Thread.interrupted(); left = until - time.steadyMillis()) {
            LockSupport.parkNanos(left * 1_000_000);
        }
    }
}
