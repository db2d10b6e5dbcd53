package io.heartbeat.bench.state;

import io.heartbeat.bench.run.RunOptions;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Report;
import io.heartbeat.bench.table.Table;
import io.heartbeat.host.StateWork;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hb-bench state}. */
@Command(
        name = "state",
        mixinStandardHelpOptions = true,
        description =
                "Cost of a host's state from 1,000 to 1,000,000 hosts: nanoseconds per heartbeat, bytes per host.")
public final class StateCommand implements Callable<Integer> {
    private static final int[] HOSTS = {1_000, 10_000, 100_000, 1_000_000};
    private static final long BEATS = 2_000_000;
    private static final int MOST_INTERVALS = 200;

    @Spec
    private CommandSpec command;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws IOException {
        Report report = new Report(command.commandLine().getOut());
        measure(report, options.quick());
        report.markdown(options.markdown());
        return 0;
    }

    /** Measures all sizes and adds the table. */
    public static void measure(Report report, boolean quick) {
        warmUp();
        Table table = new Table(
                "State of a host: every host sends once in thirty seconds, in random order",
                "hosts",
                "ns per heartbeat",
                "wheel, ns per heartbeat",
                "wheel, ms per turn",
                "bytes per host");
        for (int hosts : HOSTS) {
            report.say("state: " + hosts + " hosts");
            row(table, hosts, quick ? BEATS / 4 : BEATS);
        }
        table.note("Name, state, heartbeat bar, and places in the map and in the wheel; not what the journal, the live "
                + "feed or the database keep.");
        report.add(table);
    }

    private static void warmUp() {
        StateWork work = new StateWork(1_000);
        for (int i = 0; i < 300; i++) {
            work.interval();
        }
    }

    private static void row(Table table, int hosts, long beats) {
        long before = used();
        StateWork work = new StateWork(hosts);
        work.interval();
        double bytes = (double) (used() - before) / hosts;
        work.clear();
        int intervals = (int) Math.max(1, Math.min(MOST_INTERVALS, beats / hosts));
        for (int i = 0; i < intervals; i++) {
            work.interval();
        }
        if (work.up() != hosts) {
            throw new IllegalStateException("only " + work.up() + " of " + hosts + " hosts are up");
        }
        double heartbeats = (double) intervals * hosts;
        table.row(
                String.format(Locale.ROOT, "%,d", hosts),
                Figures.whole(work.beatNanos() / heartbeats),
                Figures.whole(work.turnNanos() / heartbeats),
                Figures.two(work.turnNanos() / (intervals * 300.0) / 1e6),
                Figures.whole(bytes));
    }

    /** Bytes in use when nothing unreachable is left. */
    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
