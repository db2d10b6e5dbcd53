package io.heartbeat.metric;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Keeps the database behind the reports: each {@link #turn} stores what waits, rolls up what became full, and sweeps a
 * little. When the database refuses, nothing is lost that the queue can hold: what was taken out of it is kept, and once the
 * database answers again, what it has is read anew, because nobody knows whether the last commit came through. One thread's.
 */
final class MetricWriter implements AutoCloseable {
    static final int BATCH = 1_000;
    private static final int BATCHES_A_TURN = 20;
    private static final int TRIES = 10;

    private final DataSource source;
    private final ReportQueue queue;
    private final Catalog catalog;
    private final Reports reports;
    private final TimeSource time;
    private final Telemetry telemetry;
    private final MetricInstruments instruments;
    private final Restoring restoring;
    private final Sweep sweep;
    private final Frames frames = new Frames();
    private final Rolling rolling;
    private List<Arrived> pending = List.of();
    private Set<String> hosts;
    private boolean restored;
    private int failures;

    MetricWriter(
            DataSource source,
            MetricSettings settings,
            ReportQueue queue,
            Catalog catalog,
            Reports reports,
            TimeSource time,
            Telemetry telemetry) {
        this.source = source;
        this.queue = queue;
        this.catalog = catalog;
        this.reports = reports;
        this.time = time;
        this.telemetry = telemetry;
        instruments = new MetricInstruments(telemetry, catalog, time);
        restoring = new Restoring(source, catalog, reports);
        sweep = new Sweep(source, catalog, time, settings);
        rolling = new Rolling(source, time, settings.flush().toMillis() / 3, instruments.leftOut);
    }

    /**
     * Says which hosts there are, once, before the first turn: what is stored of others, and is older than a day, is of hosts
     * that were dropped while the database was away.
     */
    void onlyHosts(Set<String> known) {
        hosts = known;
    }

    /** One pass; false when the database refused and another try is due after a pause. */
    boolean turn() {
        long begin = time.steadyNanos();
        try {
            store();
            rolling.turn();
            sweep.turn();
            instruments.count(source);
        } catch (SQLException | RuntimeException e) {
            restored = false;
            giveUp();
            telemetry.report(new MetricsRefused("take metrics", queue.size() + pending.size(), e));
            return false;
        } finally {
            instruments.flushed(time.steadyNanos() - begin);
        }
        return true;
    }

    /** Stores what waits, and no more. */
    void store() throws SQLException {
        if (!restored) {
            restoring.run();
            rolling.restart(catalog);
            restored = true;
            forgetStrangers();
        }
        for (int i = 0; i < BATCHES_A_TURN; i++) {
            for (String host : queue.forgotten()) {
                forget(host);
            }
            if (pending.isEmpty()) {
                pending = queue.take(BATCH);
            }
            if (pending.isEmpty()) {
                return;
            }
            append();
        }
    }

    private void forgetStrangers() {
        long yesterday = Frames.micros(time.wall().minus(Duration.ofDays(1)));
        if (hosts != null) {
            catalog.hosts().stream()
                    .filter(host -> !hosts.contains(host))
                    .filter(host -> catalog.of(host).stream()
                            .allMatch(series -> series.tail == null || series.tail.lastAt() < yesterday))
                    .forEach(reports::forget);
        }
        hosts = null;
    }

    /** Stores what waits a last time. */
    void finish() {
        try {
            store();
        } catch (SQLException | RuntimeException e) {
            telemetry.report(new MetricsRefused("take the last metrics", queue.size() + pending.size(), e));
        }
    }

    /** Whether anything is left to do. */
    boolean idle() {
        return pending.isEmpty() && queue.size() == 0 && rolling.idle();
    }

    private void append() throws SQLException {
        failures++;
        Batch batch = new Batch(catalog, frames, failures > 1);
        pending.forEach(batch::add);
        Transaction.run(source, batch::write);
        batch.stored(rolling::note);
        instruments.written.add(batch.taken());
        instruments.dropped.add(batch.refused());
        pending = List.of();
        failures = 0;
    }

    /** A batch that the database refuses again and again although it answers will not become better. */
    private void giveUp() {
        if (failures >= TRIES) {
            instruments.dropped.add(pending.size());
            pending = List.of();
            failures = 0;
        }
    }

    private void forget(String host) throws SQLException {
        pending = pending.stream().filter(report -> !report.host().equals(host)).toList();
        for (Series series : catalog.of(host)) {
            Transaction.run(source, connection -> SeriesRows.delete(connection, series.id));
            catalog.remove(series);
            rolling.forget(series);
        }
        queue.forgot(host);
    }

    @Override
    public void close() {
        frames.close();
        rolling.close();
    }
}
