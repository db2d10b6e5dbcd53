package io.heartbeat.metric;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/** What the metric history shows of itself to Prometheus. */
final class MetricInstruments {
    private static final long COUNTED_EVERY = Duration.ofHours(1).toMillis();

    final LongAdder written;
    final LongAdder dropped;
    final LongAdder leftOut;
    private final TimeSource time;
    private volatile double flushSeconds;
    private volatile long chunks;
    private volatile long rollups;
    private long countedAt = Long.MIN_VALUE;

    MetricInstruments(Telemetry telemetry, Catalog catalog, TimeSource time) {
        this.time = time;
        MetricsDropped drop = new MetricsDropped(0);
        written = telemetry.counter("hbd_metrics_written_total", "Plugin reports stored in the database.");
        dropped = telemetry.counter(drop.counter(), drop.help());
        leftOut = telemetry.counter(
                "hbd_metrics_numerics_left_out_total",
                "Numerics that were not rolled up: too many in a report, too long a name, or beyond a double.");
        telemetry.gauge("hbd_metrics_flush_seconds", "How long the last flush took.", () -> flushSeconds);
        String help = "Rows of the metric history; those of reports and roll-ups as of the last hour.";
        telemetry.gauge("hbd_metrics_rows", help, catalog::size, "table", "series");
        telemetry.gauge("hbd_metrics_rows", help, () -> chunks, "table", "reports");
        telemetry.gauge("hbd_metrics_rows", help, () -> rollups, "table", "rollups");
    }

    void flushed(long nanos) {
        flushSeconds = nanos / 1e9;
    }

    /** Counts the rows, once an hour: PostgreSQL has to look at each of them. */
    void count(DataSource source) throws SQLException {
        long now = time.steadyMillis();
        if (countedAt != Long.MIN_VALUE && now - countedAt < COUNTED_EVERY) {
            return;
        }
        countedAt = now;
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            chunks = rows(statement, "select count(*) from metric_chunk");
            rollups = rows(statement, "select count(*) from metric_rollup");
        }
    }

    private static long rows(Statement statement, String query) throws SQLException {
        try (ResultSet count = statement.executeQuery(query)) {
            return count.next() ? count.getLong(1) : 0;
        }
    }
}
