package io.heartbeat.metric;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * The server's own metric history on a database, without a server: a clock of its own, hosts whose plugins report once in
 * five minutes, evenly spread. Stands in this package because what it drives is nobody else's business. Not thread-safe.
 */
public final class MetricWork implements AutoCloseable {
    /** Plugins of each host. */
    public static final int PLUGINS = ReportTexts.PLUGINS;

    private static final int SLOTS = 60;

    private final int hosts;
    private final ReportTexts texts = new ReportTexts();
    private final SteppedTime time;
    private final Telemetry telemetry;
    private final ReportQueue queue;
    private final MetricWriter writer;
    private int slot;
    private long reports;
    private long nanos;
    private long worstNanos;

    /** A clock that goes on when told. */
    private static final class SteppedTime implements TimeSource {
        private Instant wall;
        private long steady;

        SteppedTime(Instant begin) {
            wall = begin;
        }

        @Override
        public Instant wall() {
            return wall;
        }

        @Override
        public long steadyMillis() {
            return steady;
        }

        void pass(Duration length) {
            wall = wall.plus(length);
            steady += length.toMillis();
        }
    }

    /**
     * @param hosts how many; 60 or more
     * @param begin what its clock shows first
     */
    public MetricWork(DataSource source, int hosts, Instant begin) {
        this.hosts = hosts;
        time = new SteppedTime(begin);
        telemetry = new Telemetry(time);
        queue = new ReportQueue(MetricSettings.DEFAULT, telemetry);
        Reports memory = new Reports(telemetry, queue);
        writer = new MetricWriter(source, MetricSettings.DEFAULT, queue, new Catalog(), memory, time, telemetry);
    }

    /** Name of a host. */
    public static String host(int number) {
        return "host-" + number;
    }

    /** Name of a plugin. */
    public static String plugin(int number) {
        return ReportTexts.NAMES.get(number);
    }

    /** Lets five seconds pass, in which a sixtieth of the hosts report, and one turn of the writer. */
    public void slot() {
        int from = (int) ((long) hosts * slot / SLOTS);
        int to = (int) ((long) hosts * (slot + 1) / SLOTS);
        for (int host = from; host < to; host++) {
            long micros = Frames.micros(time.wall()) + host * 37L % 5_000_000;
            for (int plugin = 0; plugin < PLUGINS; plugin++) {
                queue.offer(new Arrived(host(host), plugin(plugin), micros, texts.report(host, plugin)));
                reports++;
            }
        }
        slot = (slot + 1) % SLOTS;
        time.pass(MetricSettings.DEFAULT.flush());
        long begin = System.nanoTime();
        if (!writer.turn() || !writer.idle()) {
            throw new IllegalStateException("the database did not take all reports of five seconds");
        }
        long took = System.nanoTime() - begin;
        nanos += took;
        worstNanos = Math.max(worstNanos, took);
    }

    /** Forgets what was measured so far. */
    public void clear() {
        reports = 0;
        nanos = 0;
        worstNanos = 0;
    }

    /** Reports stored since {@link #clear}. */
    public long reports() {
        return reports;
    }

    /** Seconds that the writer worked for them. */
    public double seconds() {
        return nanos / 1e9;
    }

    /** Seconds of its longest turn. */
    public double worstSeconds() {
        return worstNanos / 1e9;
    }

    /** Bytes of JSON of one report, the mean. */
    public double meanBytes() {
        return texts.meanBytes();
    }

    @Override
    public void close() {
        writer.close();
    }
}
