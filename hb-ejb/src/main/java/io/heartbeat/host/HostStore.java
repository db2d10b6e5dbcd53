package io.heartbeat.host;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.ingest.HostForgotten;
import io.heartbeat.ingest.HostKnown;
import io.heartbeat.ingest.IntakeClosed;
import io.heartbeat.ingest.IntakeOpened;
import io.heartbeat.ingest.IntakeStarting;
import io.heartbeat.telemetry.Telemetry;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the database behind the hosts in memory: restores them before the intake opens, writes transitions at once and plain
 * heartbeats every {@value #REFRESH_SECONDS} s, in batches, and tells of a transition only when it is stored. After a crash
 * the last heartbeats may be that much older than they were; the transitions are whole.
 */
@ApplicationScoped
public class HostStore {
    private static final int REFRESH_SECONDS = 60;
    private static final int BATCH = 2_000;
    private static final int PRUNED_AT_ONCE = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private HostStates states;

    @Inject
    private HostSettings settings;

    @Inject
    private HostRepository repository;

    @Inject
    private TransitionQueue transitions;

    @Inject
    private TimeSource time;

    @Inject
    private Telemetry telemetry;

    @Inject
    private Event<HostKnown> known;

    @Inject
    private Event<HostRestored> restored;

    @Inject
    private Event<HostForgotten> forgotten;

    @Inject
    private Event<HostTransitioned> transitioned;

    private volatile boolean running;
    private final List<Thread> started = new ArrayList<>();

    void restore(@Observes IntakeStarting event) {
        long now = time.steadyMillis();
        for (HostRow row : repository.hosts()) {
            HostState state = row.state(now);
            states.restore(state).signed = row.signed();
            known.fire(new HostKnown(row.name(), row.signed()));
            restored.fire(new HostRestored(row.name(), state.status(), state.since()));
        }
        for (String name : settings.hosts()) {
            if (states.find(name).isEmpty()) {
                double interval = settings.interval().toMillis() / 1000.0;
                states.restore(HostState.unknown(name, time.wall(), now, interval));
                known.fire(new HostKnown(name, false));
            }
        }
    }

    void opened(@Observes IntakeOpened event) {
        states.listeningSince(event.steadyMillis());
        running = true;
        start("hb-host-wheel", this::turnWheel);
        start("hb-host-store", this::write);
    }

    void closed(@Observes IntakeClosed event) {
        running = false;
        started.forEach(Thread::interrupt);
        for (Thread thread : started) {
            try {
                thread.join(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Makes a host known before it was heard; false when there is one of this name already. */
    public boolean add(String host) {
        if (states.find(host).isPresent()) {
            return false;
        }
        double interval = settings.interval().toMillis() / 1000.0;
        states.restore(HostState.unknown(host, time.wall(), time.steadyMillis(), interval)).dirty = true;
        known.fire(new HostKnown(host, false));
        return true;
    }

    /** Forgets a host for good, until it is heard again. */
    public void drop(String host) {
        HostCell cell = states.remove(host);
        if (cell != null) {
            repository.drop(host);
            forgotten.fire(new HostForgotten(host));
        }
    }

    private void start(String name, Runnable work) {
        Thread thread = threads.newThread(work);
        thread.setName(name);
        thread.start();
        started.add(thread);
    }

    private void turnWheel() {
        long last = time.steadyMillis();
        while (running) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            long now = time.steadyMillis();
            if (now - last > 1_000) {
                telemetry.report(new ServerStoodStill(Duration.ofMillis(now - last)));
                states.listeningSince(now);
            }
            last = now;
            states.turnWheel();
        }
    }

    private void write() {
        long refreshedAt = time.steadyMillis();
        long prunedAt = Long.MIN_VALUE;
        while (running) {
            List<Transition> batch = take();
            Set<HostCell> cells = cellsOf(batch);
            long now = time.steadyMillis();
            if (now - refreshedAt >= REFRESH_SECONDS * 1_000) {
                refreshedAt = now;
                states.eachDirty(cells::add);
            }
            store(batch, cells);
            if (prunedAt == Long.MIN_VALUE
                    || now - prunedAt > Duration.ofDays(1).toMillis()) {
                prunedAt = now;
                prune();
            }
        }
        List<Transition> rest = transitions.rest();
        Set<HostCell> cells = cellsOf(rest);
        states.eachDirty(cells::add);
        storeOnce(rest, cells);
    }

    private List<Transition> take() {
        try {
            return transitions.take(BATCH, 1, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            return List.of();
        }
    }

    private Set<HostCell> cellsOf(List<Transition> batch) {
        Set<HostCell> cells = new LinkedHashSet<>();
        for (Transition transition : batch) {
            HostCell cell = states.cell(transition.host());
            if (cell != null) {
                cell.dirty = false;
                cells.add(cell);
            }
        }
        return cells;
    }

    /** Does not give up while the server runs: what is not stored is told to nobody. */
    private void store(List<Transition> batch, Collection<HostCell> cells) {
        Duration pause = Duration.ofMillis(250);
        while (!storeOnce(batch, cells) && running) {
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private boolean storeOnce(List<Transition> batch, Collection<HostCell> cells) {
        if (batch.isEmpty() && cells.isEmpty()) {
            return true;
        }
        List<HostTransitioned> stored;
        try {
            stored = repository.store(batch, cells);
        } catch (RuntimeException e) {
            cells.forEach(cell -> cell.dirty = true);
            telemetry.report(new StoreFailed(batch.size(), cells.size(), e));
            return false;
        }
        stored.forEach(transitioned::fire);
        return true;
    }

    /** In small batches: nobody else shall wait for a long deletion. */
    private void prune() {
        Instant before = time.wall().minus(settings.keepTransitions());
        try {
            int deleted = PRUNED_AT_ONCE;
            while (running && deleted == PRUNED_AT_ONCE) {
                deleted = repository.forgetBefore(before, PRUNED_AT_ONCE);
            }
        } catch (RuntimeException e) {
            telemetry.report(new StoreFailed(0, 0, e));
        }
    }
}
