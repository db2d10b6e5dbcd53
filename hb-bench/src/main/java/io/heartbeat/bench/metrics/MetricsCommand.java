package io.heartbeat.bench.metrics;

import io.heartbeat.bench.receiver.HbdServer;
import io.heartbeat.bench.run.BenchRun;
import io.heartbeat.bench.run.RunOptions;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Table;
import io.heartbeat.metric.MetricWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hb-bench metrics}. */
@Command(
        name = "metrics",
        mixinStandardHelpOptions = true,
        description =
                "The metric history on H2 and on PostgreSQL: reports stored a second beside the 200 of 10,000 hosts with"
                        + " six plugins every 300 s, bytes on disk, and the time of the API's answers by hbd on that database.")
public final class MetricsCommand implements Callable<Integer> {
    private static final double NEEDED = 200;
    private static final int SLOTS_A_ROUND = 60;
    private static final double ROUNDS_A_DAY = 288;

    @Spec
    private CommandSpec command;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--rounds",
            defaultValue = "60",
            description = "Times that each plugin reports; the second half is measured, when chunks become full and are"
                    + " rolled up (default: ${DEFAULT-VALUE}; with --quick a tenth of the hosts).")
    private int rounds;

    @Option(
            names = "--pace",
            defaultValue = "0",
            description = "Reports a second at most, so that the databases' housekeeping keeps up (default: no bound).")
    private double pace;

    private Table stored;
    private Table answers;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        int hosts = options.quick() ? options.hosts() / 10 : options.hosts();
        stored = new Table(
                String.format(Locale.ROOT, "Reports stored: %,d hosts, %d plugins each", hosts, MetricWork.PLUGINS),
                "database",
                "reports",
                "a second",
                ": " + (int) NEEDED,
                "of the time at " + (int) NEEDED + " a second",
                "longest flush, ms",
                "bytes a report as written",
                "compact",
                "of JSON",
                "MiB per host and day");
        answers = new Table(
                "Answers of the API, milliseconds", "database", "question", "p50", "p99", "longest", "samples stored");
        try (BenchRun run = new BenchRun(options, command.commandLine().getOut())) {
            Path h2 = run.work().fresh("h2");
            try (Store store = Store.h2(Files.createDirectories(h2.resolve("data")))) {
                measure(run, store, h2, hosts);
            }
            Path directory = run.work().fresh("postgres");
            try (Store store = Store.postgres(directory)) {
                measure(run, store, directory, hosts);
            }
            stored.note(
                    "Measured over the second half of the rounds, in the bench's JVM, without the pauses in which the server"
                            + " leaves the processors to others: it works half of the time at most.");
            stored.note(
                    "As written: the hours went by in minutes, too fast for H2's and PostgreSQL's housekeeping. Compact: after"
                            + " SHUTDOWN COMPACT, VACUUM FULL. Per host and day: compact, reports and roll-ups, before any of it expires.");
            run.report().add(stored);
            run.report().add(answers);
            run.report().add(run.goals().table());
            run.report().markdown(options.markdown());
            return run.goals().met() ? 0 : 1;
        }
    }

    private void measure(BenchRun run, Store store, Path directory, int hosts)
            throws IOException, InterruptedException, SQLException {
        Instant begin = Instant.now().minus(Duration.ofMinutes(5L * rounds + 1));
        long reports = (long) hosts * MetricWork.PLUGINS * rounds;
        store.enter(hosts, begin);
        try (MetricWork work = new MetricWork(store.source(), hosts, begin)) {
            long started = System.nanoTime();
            for (int round = 0; round < rounds; round++) {
                if (round == rounds / 2) {
                    work.clear();
                }
                for (int slot = 0; slot < SLOTS_A_ROUND; slot++) {
                    work.slot();
                    rest(
                            started,
                            (long) hosts * MetricWork.PLUGINS * (round * SLOTS_A_ROUND + slot + 1) / SLOTS_A_ROUND);
                }
                run.report()
                        .say("metrics, " + store.name() + ": round " + (round + 1) + ", "
                                + Figures.rate(work.reports() / work.seconds()) + " reports/s, "
                                + Figures.mebibytes(store.bytes()));
            }
            stored(run, store, work, reports, hosts);
        }
        store.release();
        ask(run, store, directory, hosts, reports);
    }

    private void rest(long started, long reports) throws InterruptedException {
        long due = pace <= 0 ? 0 : started + (long) (reports / pace * 1e9) - System.nanoTime();
        if (due > 0) {
            TimeUnit.NANOSECONDS.sleep(due);
        }
    }

    private void stored(BenchRun run, Store store, MetricWork work, long reports, int hosts)
            throws SQLException, IOException {
        double rate = work.reports() / work.seconds();
        double written = store.bytes();
        store.compact();
        double bytes = store.bytes();
        stored.row(
                store.name(),
                String.format(Locale.ROOT, "%,d", reports),
                Figures.rate(rate),
                Figures.two(rate / NEEDED),
                Figures.two(NEEDED / rate * 100) + " %",
                Figures.whole(work.worstSeconds() * 1e3),
                Figures.whole(written / reports),
                Figures.whole(bytes / reports),
                Figures.whole(work.meanBytes()),
                Figures.two(bytes / hosts / rounds * ROUNDS_A_DAY / (1 << 20)));
        run.goals().atLeast(store.name() + ": reports a second in half of the time", NEEDED, rate / 2, "");
    }

    private void ask(BenchRun run, Store store, Path directory, int hosts, long reports)
            throws IOException, InterruptedException {
        int questions = options.quick() ? 400 : 4_000;
        try (HbdServer server =
                new HbdServer(run.children(), options.home(), directory, options.jvmOptions(), store.settings())) {
            run.report()
                    .say("hbd on " + store.name() + " was ready in "
                            + server.startTime().toMillis() + " ms");
            Asking asking = new Asking(server, hosts);
            asking.awaitSeries((double) hosts * MetricWork.PLUGINS);
            Histogram samples = asking.samples(questions);
            answered(store, "50 samples of a plugin", samples, reports);
            String from = Instant.now().minus(Duration.ofHours(11)).toString();
            answered(store, "3 curves of 11 hours", asking.curves(questions, from), reports);
            run.goals()
                    .atMost(
                            store.name() + ": p99 of 50 samples with " + Figures.rate(reports) + " stored",
                            20,
                            samples.getValueAtPercentile(99) / 1e3,
                            " ms");
        }
    }

    private void answered(Store store, String question, Histogram micros, long reports) {
        answers.row(
                store.name(),
                question,
                Figures.two(micros.getValueAtPercentile(50) / 1e3),
                Figures.two(micros.getValueAtPercentile(99) / 1e3),
                Figures.two(micros.getMaxValue() / 1e3),
                String.format(Locale.ROOT, "%,d", reports));
    }
}
