package io.heartbeat.alert;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What happens to alerts, one after the other: through the book, into the database, and only then to whoever listens. Tasks
 * come from any thread; {@link #turn} belongs to one. With the database away for so long that the queue is full, judgements
 * are dropped and counted, and asked for again afterwards.
 */
final class AlertWriter {
    private static final System.Logger LOG = System.getLogger(AlertWriter.class.getName());
    private static final int CAPACITY = 100_000;
    private static final int MOST = 1_000;
    private static final long TICK_MILLIS = 1_000;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Where facts are kept. */
    interface Store {
        /** Stores all of it or throws; {@code again} when the same batch was tried before. */
        void store(Batch batch, boolean again);
    }

    /** Hears what is stored. */
    interface Audience {
        void changed(AlertChanged event);

        /** Judgements were dropped: they are to be made again. */
        void missed();
    }

    private interface Task {
        void run(Batch batch, List<Runnable> afterwards);
    }

    private final BlockingQueue<Task> tasks = new ArrayBlockingQueue<>(CAPACITY);
    private final ConcurrentMap<Long, Alert> stored = new ConcurrentHashMap<>();
    private final AlertBook book;
    private final Store store;
    private final Audience audience;
    private final TimeSource time;
    private final Telemetry telemetry;
    private final LongAdder dropped;
    private final LongAdder refused;
    private volatile boolean running = true;
    private volatile boolean missed;
    private long tickedAt = Long.MIN_VALUE / 2;

    AlertWriter(AlertBook book, Store store, Audience audience, TimeSource time, Telemetry telemetry) {
        this.book = book;
        this.store = store;
        this.audience = audience;
        this.time = time;
        this.telemetry = telemetry;
        book.open().forEach(alert -> stored.put(alert.id(), alert));
        dropped = telemetry.counter(
                "hbd_alert_judgements_dropped_total",
                "Changes of levels that found the queue full because the database was away for too long.");
        refused = telemetry.counter("hbd_alerts_refused_total", "Alerts that were one too many.");
        telemetry.gauge("hbd_alert_tasks_waiting", "Changes of alerts that wait for the database.", tasks::size);
    }

    /** Everything that is stored and not closed, in no order. */
    Collection<Alert> stored() {
        return stored.values();
    }

    /** Takes a judgement without waiting. */
    void judge(Judgement judgement) {
        tell(batch -> book.take(judgement, batch));
    }

    /** Does something to the book without waiting. */
    void tell(Consumer<Batch> work) {
        if (!tasks.offer((batch, afterwards) -> work.accept(batch))) {
            missed = true;
            dropped.increment();
        }
    }

    /** Does something to the book; the answer comes when it is stored, and never when it is not. */
    <T> CompletableFuture<T> ask(Function<Batch, T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean taken = tasks.offer((batch, afterwards) -> {
            T result = work.apply(batch);
            afterwards.add(() -> answer.complete(result));
        });
        if (!taken) {
            answer.completeExceptionally(new IllegalStateException("too much waits for the database"));
        }
        return answer;
    }

    /** Works on what has come, after waiting for it at most so long. */
    void turn(long waitMillis) throws InterruptedException {
        List<Task> work = new ArrayList<>();
        Task first = tasks.poll(waitMillis, TimeUnit.MILLISECONDS);
        if (first != null) {
            work.add(first);
            tasks.drainTo(work, MOST - 1);
        }
        Batch batch = new Batch();
        List<Runnable> afterwards = new ArrayList<>();
        work.forEach(task -> guarded(() -> task.run(batch, afterwards)));
        long now = time.steadyMillis();
        if (now - tickedAt >= TICK_MILLIS) {
            tickedAt = now;
            book.tick(time.wall().truncatedTo(ChronoUnit.MICROS), batch);
        }
        refused.add(batch.refused());
        if (store(batch)) {
            publish(batch);
            afterwards.forEach(AlertWriter::guarded);
        }
        if (missed && tasks.isEmpty()) {
            missed = false;
            audience.missed();
        }
    }

    /** No more retries from here on. */
    void stop() {
        running = false;
    }

    /** What still waits, once, without waiting. */
    void drain() throws InterruptedException {
        while (!tasks.isEmpty()) {
            turn(0);
        }
    }

    /** Does not give up while the server runs: what is not stored is told to nobody. */
    private boolean store(Batch batch) {
        if (batch.isEmpty()) {
            return true;
        }
        Duration pause = Duration.ofMillis(250);
        boolean again = false;
        while (true) {
            try {
                store.store(batch, again);
                return true;
            } catch (RuntimeException e) {
                telemetry.report(new AlertsNotStored(batch.events().size(), e));
            }
            if (!running) {
                return false;
            }
            again = true;
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void publish(Batch batch) {
        batch.alerts().forEach((id, alert) -> {
            if (alert.closed()) {
                stored.remove(id);
            } else {
                stored.put(id, alert);
            }
        });
        batch.events().forEach(event -> guarded(() -> audience.changed(event)));
    }

    /** A fault in one thing, or in somebody who listens, costs nothing else. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a change of an alert was not fully processed", e);
        }
    }
}
