package io.heartbeat.metric;

import io.heartbeat.clock.TimeSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * Deletes what is older than its time, a few series with each turn, so that the round is through in an hour. The newest chunk
 * of a series stays however old it is, and no chunk goes before it is rolled up. A step of the wall clock stops the
 * sweep for an hour: a clock that is wrong for a moment must not cost the history. One thread's.
 */
final class Sweep {
    static final Duration ROUND = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofMinutes(1);

    private final DataSource source;
    private final Catalog catalog;
    private final TimeSource time;
    private final Duration keepReports;
    private final int turns;
    private int cursor;
    private long offset;
    private long restingUntil;

    Sweep(DataSource source, Catalog catalog, TimeSource time, MetricSettings settings) {
        this.source = source;
        this.catalog = catalog;
        this.time = time;
        this.keepReports = settings.keepReports();
        this.turns = (int) Math.max(1, ROUND.dividedBy(settings.flush()));
        this.offset = offset();
        this.restingUntil = time.steadyMillis();
    }

    /** One turn. */
    void turn() throws SQLException {
        if (resting() || catalog.size() == 0) {
            return;
        }
        int count = (catalog.size() + turns - 1) / turns;
        Transaction.run(source, connection -> {
            for (int i = 0; i < count; i++) {
                sweep(connection, next());
            }
        });
    }

    private boolean resting() {
        long now = offset();
        if (Math.abs(now - offset) > STEP.toMillis()) {
            restingUntil = time.steadyMillis() + ROUND.toMillis();
        }
        offset = now;
        return time.steadyMillis() < restingUntil;
    }

    /** What the wall clock is ahead of the steady one; it stays, unless somebody sets the clock. */
    private long offset() {
        return time.wall().toEpochMilli() - time.steadyMillis();
    }

    private Series next() {
        Series next = catalog.after(cursor);
        if (next == null) {
            next = catalog.after(0);
        }
        cursor = next.id;
        return next;
    }

    private void sweep(Connection connection, Series series) throws SQLException {
        Instant now = time.wall();
        int upTo = Math.min(series.rolled, series.newest() - 1);
        if (upTo > 0) {
            ChunkRows.deleteBefore(connection, series.id, upTo, Frames.micros(now.minus(keepReports)));
        }
        for (Tier tier : Tier.STORED) {
            RollupRows.deleteBefore(connection, series.id, tier, tier.oldestPage(now.getEpochSecond()));
        }
    }
}
