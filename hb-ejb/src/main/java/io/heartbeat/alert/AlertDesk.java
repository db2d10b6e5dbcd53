package io.heartbeat.alert;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.host.HostRestored;
import io.heartbeat.host.HostStatus;
import io.heartbeat.host.HostTransitioned;
import io.heartbeat.ingest.HostForgotten;
import io.heartbeat.ingest.IntakeClosed;
import io.heartbeat.ingest.IntakeStarting;
import io.heartbeat.settings.SettingsReloaded;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.threshold.Level;
import io.heartbeat.threshold.LevelHeld;
import io.heartbeat.threshold.LevelRemembered;
import io.heartbeat.threshold.LevelsWanted;
import io.heartbeat.threshold.ThresholdCrossed;
import io.heartbeat.threshold.ThresholdSettings;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Where everything about alerts arrives: levels, hosts, and what people do. Observers only put it into the queue of the one
 * thread that writes. Thread-safe.
 */
@ApplicationScoped
public class AlertDesk implements AlertWriter.Audience {
    /** Before whoever restores hosts, which tells us of those that are down. */
    private static final int EARLY = 1_000;

    /** After whoever stores the last changes of hosts, of which we want to hear. */
    private static final int LATE = 3_500;

    private static final System.Logger LOG = System.getLogger(AlertDesk.class.getName());
    private static final Duration RETENTION = Duration.ofDays(365);
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long IDLE_MILLIS = 250;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private AlertRepository repository;

    @Inject
    private Suppressions suppressions;

    @Inject
    private ThresholdSettings settings;

    @Inject
    private TimeSource time;

    @Inject
    private Telemetry telemetry;

    @Inject
    private Event<AlertChanged> changed;

    @Inject
    private Event<LevelRemembered> remembered;

    @Inject
    private Event<LevelsWanted> wanted;

    private final ConcurrentMap<AlertKey, Double> newest = new ConcurrentHashMap<>();
    private volatile AlertBook book;
    private volatile AlertWriter writer;
    private volatile boolean running;
    private Thread thread;

    void starting(@Observes @Priority(EARLY) IntakeStarting event) {
        AlertBook restored = new AlertBook(suppressions, this::measured, settings.renotifyInterval());
        restored.restore(repository.open(), repository.newestAlert(), repository.newestEvent());
        book = restored;
        writer = new AlertWriter(restored, repository::store, this, time, telemetry);
        restored.open().stream()
                .filter(alert -> alert.origin() == Origin.THRESHOLD && alert.active())
                .forEach(alert -> remembered.fire(
                        new LevelRemembered(alert.host(), alert.metric(), alert.level(), alert.value())));
        running = true;
        thread = threads.newThread(this::write);
        thread.setName("hb-alert");
        thread.start();
    }

    void closed(@Observes @Priority(LATE) IntakeClosed event) {
        if (!running) {
            return;
        }
        running = false;
        writer.stop();
        LockSupport.unpark(thread); // it may rest before it asks the database again
        try {
            thread.join(2_000);
            if (!thread.isAlive()) {
                writer.drain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void crossed(@Observes ThresholdCrossed event) {
        newest.remove(new AlertKey(event.host(), event.metric(), ""));
        writer.judge(new Judgement(
                event.host(),
                event.metric(),
                Origin.THRESHOLD,
                event.to(),
                event.value(),
                event.limit(),
                event.flapping(),
                event.note(),
                null,
                event.at()));
    }

    void held(@Observes LevelHeld event) {
        newest.put(new AlertKey(event.host(), event.metric(), ""), event.value());
    }

    void transitioned(@Observes HostTransitioned event) {
        host(event.host(), event.to(), event.reason(), event.at());
    }

    void restored(@Observes HostRestored event) {
        String reason = event.status() == HostStatus.DOWN ? "down since " + event.since() : "up again";
        host(event.host(), event.status(), reason, now());
    }

    private void host(String host, HostStatus status, String reason, Instant at) {
        suppressions.host(host, status);
        if (status != HostStatus.UNKNOWN) {
            writer.judge(Judgement.host(host, status == HostStatus.DOWN, reason, at));
        }
    }

    void forgotten(@Observes HostForgotten event) {
        suppressions.forget(event.host());
        newest.keySet().removeIf(key -> key.host().equals(event.host()));
        Instant now = now();
        writer.tell(batch -> book.forget(event.host(), now, batch));
    }

    void reloaded(@Observes SettingsReloaded<ThresholdSettings> event) {
        Duration interval = event.settings().renotifyInterval();
        writer.tell(batch -> book.renotify(interval));
    }

    void hostsReloaded(@Observes SettingsReloaded<AlertSettings> event) {
        suppressions.settings(event.settings());
    }

    /** Does something to the book on the writer's thread; the answer comes when it is stored. */
    <T> CompletableFuture<T> ask(Function<AlertBook, Function<Batch, T>> work) {
        return writer.ask(batch -> work.apply(book).apply(batch));
    }

    /** Everything that is stored and not closed, with its newest value, in no order. */
    Collection<Alert> stored() {
        AlertWriter now = writer;
        return now == null
                ? List.of()
                : now.stored().stream().map(this::measured).toList();
    }

    /** To the microsecond, as databases keep it. */
    private Instant now() {
        return time.wall().truncatedTo(ChronoUnit.MICROS);
    }

    private Alert measured(Alert alert) {
        Double value = alert.level() == Level.OK ? null : newest.get(AlertKey.of(alert));
        return value == null ? alert : alert.measured(value);
    }

    @Override
    public void changed(AlertChanged event) {
        changed.fire(event);
    }

    @Override
    public void missed() {
        wanted.fire(new LevelsWanted());
    }

    private void write() {
        long prunedAt = Long.MIN_VALUE / 2;
        while (running) {
            try {
                writer.turn(IDLE_MILLIS);
                if (time.steadyMillis() - prunedAt > DAY_MILLIS) {
                    prunedAt = time.steadyMillis();
                    repository.forgetBefore(time.wall().minus(RETENTION));
                }
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "the thread of the alerts failed and goes on", e);
            }
        }
    }
}
