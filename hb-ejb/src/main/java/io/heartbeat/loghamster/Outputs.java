package io.heartbeat.loghamster;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.logstore.LogFile;
import io.heartbeat.logstore.LogKind;
import io.heartbeat.logstore.LogSource;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.wire.loghamster.Init;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All outputs that are written now, the threads that write, and the checkpoints: every few milliseconds everything new is
 * synced, one line each goes to the ledger, all lines in one sync, and then the senders hear of it. Thread-safe.
 */
final class Outputs implements AutoCloseable {
    private static final int WRITERS = 16;
    private static final long RETRY_MILLIS = 100;
    private static final long REASSURE_SECONDS = 10;
    private static final long STOP_SECONDS = 5;

    private final LoghamsterSettings settings;
    private final LogStore store;
    private final Ledger ledger;
    private final TimeSource time;
    private final Telemetry telemetry;
    private final Destinations destinations;
    private final Map<Path, Output> open = new HashMap<>();
    /** All since the start: the store looks after each of them as long as it runs. */
    private final Set<Path> begun = new HashSet<>();

    private final Set<Output> dirty = ConcurrentHashMap.newKeySet();
    private final AtomicLong versions = new AtomicLong();
    private final ThreadPoolExecutor writers;
    private final ScheduledThreadPoolExecutor ticker;

    Outputs(
            LoghamsterSettings settings,
            LogStore store,
            Path ledger,
            TimeSource time,
            Telemetry telemetry,
            ThreadFactory threads)
            throws IOException {
        this.settings = settings;
        this.store = store;
        this.ledger = new Ledger(ledger);
        this.time = time;
        this.telemetry = telemetry;
        this.destinations = new Destinations(settings);
        writers = new ThreadPoolExecutor(WRITERS, WRITERS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        writers.allowCoreThreadTimeOut(true);
        ticker = new ScheduledThreadPoolExecutor(2, threads);
        ticker.setRemoveOnCancelPolicy(true);
        long period = settings.ackInterval().toMillis();
        ticker.scheduleWithFixedDelay(this::checkpoint, period, period, TimeUnit.MILLISECONDS);
        ticker.scheduleWithFixedDelay(this::reassure, REASSURE_SECONDS, REASSURE_SECONDS, TimeUnit.SECONDS);
    }

    /** Where work that may wait for a disk is done. */
    Executor writers() {
        return writers;
    }

    /** The next number of an account. */
    long version() {
        return versions.incrementAndGet();
    }

    Instant now() {
        return time.wall();
    }

    boolean syncs() {
        return settings.sync();
    }

    /**
     * Finds the output of a stream and begins there; waits for the disk.
     *
     * @throws IOException when it cannot be written now, or its path is impossible
     */
    Output begin(Stream stream) throws IOException {
        Output output = output(stream.init());
        output.begin(stream);
        return output;
    }

    private synchronized Output output(Init init) throws IOException {
        Destinations.Destination to = destinations.of(init);
        Path path = to.base().resolve(to.relative());
        if (begun.size() >= settings.maxOutputs() && !begun.contains(path)) {
            telemetry.report(new OutputRefused(path, settings.maxOutputs()));
            throw new IOException(path + " is one output too many");
        }
        LogSource source = new LogSource(LogKind.LOGHAMSTER, init.host(), init.service(), init.path());
        LogFile file = store.open(
                source, to.base(), to.relative(), plain -> settings.rolling().policy(plain, store));
        begun.add(path);
        Output known = open.get(file.path());
        if (known != null) {
            known.expect();
            return known;
        }
        // An alarm is no reason to refuse: it ends when something is written, and so somebody has to try.
        Output output = new Output(file, this, ledger, settings.rolling());
        output.expect();
        open.put(file.path(), output);
        return output;
    }

    void soon(Output output) {
        try {
            writers.execute(output);
        } catch (RejectedExecutionException stopping) {
            // What waits was not acknowledged.
        }
    }

    void later(Output output) {
        try {
            ticker.schedule(() -> soon(output), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            // What waits was not acknowledged.
        }
    }

    void dirty(Output output) {
        dirty.add(output);
    }

    void syncFailed(Path output, String reason) {
        telemetry.report(new SyncFailed(output, reason));
    }

    void ledgerFailed(IOException cause) {
        telemetry.report(new LedgerFailed(cause));
    }

    private void checkpoint() {
        try {
            Map<Output, Account> accounts = new LinkedHashMap<>();
            for (Output output : List.copyOf(dirty)) {
                dirty.remove(output);
                output.prepare().ifPresent(account -> accounts.put(output, account));
            }
            note(accounts);
            closeIdle();
        } catch (RuntimeException broken) {
            telemetry.report(new LedgerFailed(new IOException("a checkpoint broke", broken)));
        }
    }

    private void note(Map<Output, Account> accounts) {
        if (accounts.isEmpty()) {
            return;
        }
        try {
            ledger.note(accounts.values());
            accounts.forEach(Output::confirm);
        } catch (IOException e) {
            ledgerFailed(e);
            accounts.keySet().forEach(Output::unconfirmed);
        }
    }

    private synchronized void closeIdle() {
        open.values().removeIf(Output::idle);
    }

    private void reassure() {
        List<Output> all;
        synchronized (this) {
            all = new ArrayList<>(open.values());
        }
        all.forEach(Output::reassure);
    }

    /** Writes what waits, as far as the disk allows it, and notes it. */
    @Override
    public void close() {
        writers.shutdown();
        ticker.shutdown();
        try {
            writers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
            ticker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        checkpoint();
        try {
            ledger.close();
        } catch (IOException e) {
            ledgerFailed(e);
        }
    }
}
