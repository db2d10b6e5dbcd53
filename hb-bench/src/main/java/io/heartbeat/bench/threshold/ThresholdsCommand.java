package io.heartbeat.bench.threshold;

import io.heartbeat.bench.run.Jmh;
import io.heartbeat.bench.run.RunOptions;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Report;
import io.heartbeat.bench.table.Table;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hb-bench thresholds}. */
@Command(
        name = "thresholds",
        mixinStandardHelpOptions = true,
        description = "Nanoseconds to judge a report by thresholds, whole and per metric, by JMH in a JVM of its own.")
public final class ThresholdsCommand implements Callable<Integer> {
    private static final Pattern SIZES = Pattern.compile("report(\\d+)judged(\\d+)");

    @Spec
    private CommandSpec command;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws IOException, RunnerException {
        Report report = new Report(command.commandLine().getOut());
        measure(report, options.quick());
        report.markdown(options.markdown());
        return 0;
    }

    /** Runs the benchmarks of this package and adds the table. */
    public static void measure(Report report, boolean quick) throws RunnerException {
        report.say("thresholds: JMH");
        Table table =
                new Table("Thresholds: one message judged", "message", "metrics", "judged", "ns", "±", "ns per metric");
        for (RunResult result : Jmh.run(ThresholdsCommand.class, quick)) {
            row(table, result);
        }
        report.add(table);
    }

    private static void row(Table table, RunResult result) {
        Matcher sizes = SIZES.matcher(result.getPrimaryResult().getLabel());
        double nanos = result.getPrimaryResult().getScore();
        String error = Figures.whole(result.getPrimaryResult().getScoreError());
        if (sizes.matches()) {
            int metrics = Integer.parseInt(sizes.group(1));
            table.row(
                    "report",
                    sizes.group(1),
                    sizes.group(2),
                    Figures.whole(nanos),
                    error,
                    Figures.two(nanos / metrics));
        } else {
            table.row("heartbeat", "–", "–", Figures.whole(nanos), error, "–");
        }
    }
}
