package io.heartbeat.metric;

import io.heartbeat.clock.TimeSource;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/** The series with full chunks, and their roll-up in small transactions. One thread's; to be closed. */
final class Rolling implements AutoCloseable {
    private static final int AT_ONCE = 50;

    private final DataSource source;
    private final TimeSource time;
    private final long budgetMillis;
    private final RollUp rollUp;
    private final Queue<Series> full = new ArrayDeque<>();

    /**
     * @param budgetMillis how long a turn may take: reports wait for it
     * @param leftOut counts numerics that found no place
     */
    Rolling(DataSource source, TimeSource time, long budgetMillis, LongAdder leftOut) {
        this.source = source;
        this.time = time;
        this.budgetMillis = budgetMillis;
        this.rollUp = new RollUp(leftOut);
    }

    /** Notes a series if it has a full chunk. */
    void note(Series series) {
        if (series.toRoll()) {
            full.add(series);
        }
    }

    void forget(Series series) {
        full.removeIf(series::equals);
    }

    /** Begins anew with what the catalog says. */
    void restart(Catalog catalog) {
        full.clear();
        for (Series next = catalog.after(0); next != null; next = catalog.after(next.id)) {
            note(next);
        }
    }

    boolean idle() {
        return full.isEmpty();
    }

    /** One turn. When the database refuses, it must be told to {@link #restart}. */
    void turn() throws SQLException {
        long until = time.steadyMillis() + budgetMillis;
        while (!full.isEmpty() && time.steadyMillis() < until) {
            Map<Series, Integer> done = new LinkedHashMap<>();
            Transaction.run(source, connection -> {
                while (done.size() < AT_ONCE && !full.isEmpty()) {
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

    @Override
    public void close() {
        rollUp.close();
    }
}
