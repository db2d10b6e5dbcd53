package io.heartbeat.metric;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Keeps the database behind the reports: each {@link #turn} stores what waits, rolls up what became full, and sweeps a
 * little. When the database refuses, nothing is lost that the queue can hold: what was taken out of it is kept, and once the
 * database answers again, what it has is read anew, because nobody knows whether the last commit came through. One thread's.
 */
final class MetricWriter implements AutoCloseable {
    static final int BATCH = 1_000;
    static final int ROLLS_AT_ONCE = 50;
    private static final int BATCHES_A_TURN = 20;
    private static final int ROLLS_A_TURN = 2_000;
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
    private final RollUp rollUp;
    private final Queue<Series> full = new ArrayDeque<>();
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
        rollUp = new RollUp(instruments.leftOut);
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
            roll();
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
            full.clear();
            for (Series next = catalog.after(0); next != null; next = catalog.after(next.id)) {
                noteFull(next);
            }
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
        return pending.isEmpty() && queue.size() == 0 && full.isEmpty();
    }

    private void append() throws SQLException {
        failures++;
        Map<Series, Draft> drafts = new LinkedHashMap<>();
        Map<List<String>, Series> fresh = new LinkedHashMap<>();
        int taken = 0;
        for (Arrived report : pending) {
            Series series = series(report, fresh);
            if (series != null && !storedBefore(series, report)) {
                drafts.computeIfAbsent(series, Draft::new).add(report, frames);
                taken++;
            }
        }
        Transaction.run(source, connection -> {
            SeriesRows.insert(connection, fresh.values());
            ChunkRows.write(connection, drafts.values());
            SeriesRows.newest(connection, drafts.values());
        });
        fresh.values().forEach(catalog::add);
        for (Draft draft : drafts.values()) {
            draft.series.tail = draft.tail();
            noteFull(draft.series);
        }
        instruments.written.add(taken);
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

    /** After a failure the batch may have come through all the same. */
    private boolean storedBefore(Series series, Arrived report) {
        Tail tail = series.tail;
        return failures > 1 && tail != null && report.micros() >= tail.firstAt() && report.micros() <= tail.lastAt();
    }

    /** The series of a report, begun if need be; null when its host has too many. */
    private Series series(Arrived report, Map<List<String>, Series> fresh) {
        Series known = catalog.find(report.host(), report.plugin());
        if (known != null) {
            return known;
        }
        List<String> name = List.of(report.host(), report.plugin());
        Series begun = fresh.get(name);
        if (begun == null && catalog.room(report.host())) {
            begun = new Series(catalog.freeId() + fresh.size(), report.host(), report.plugin());
            fresh.put(name, begun);
        } else if (begun == null) {
            instruments.dropped.increment();
        }
        return begun;
    }

    private void noteFull(Series series) {
        if (series.toRoll()) {
            full.add(series);
        }
    }

    private void roll() throws SQLException {
        for (int rolls = 0; rolls < ROLLS_A_TURN && !full.isEmpty(); rolls += ROLLS_AT_ONCE) {
            Map<Series, Integer> done = new LinkedHashMap<>();
            Transaction.run(source, connection -> {
                while (done.size() < ROLLS_AT_ONCE && !full.isEmpty()) {
                    Series series = full.remove();
                    int seq = done.getOrDefault(series, series.rolled) + 1;
                    if (seq < series.newest()) {
                        rollUp.roll(connection, series, seq, time.wall());
                        done.put(series, seq);
                        full.add(series);
                    }
                }
            });
            done.forEach((series, seq) -> series.rolled = seq);
        }
    }

    private void forget(String host) throws SQLException {
        pending = pending.stream().filter(report -> !report.host().equals(host)).toList();
        for (Series series : catalog.of(host)) {
            Transaction.run(source, connection -> SeriesRows.delete(connection, series.id));
            catalog.remove(series);
            full.removeIf(series::equals);
        }
        queue.forgot(host);
    }

    @Override
    public void close() {
        frames.close();
        rollUp.close();
    }
}
