package io.heartbeat.bench.codec;

import io.heartbeat.bench.run.Jmh;
import io.heartbeat.bench.run.RunOptions;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Report;
import io.heartbeat.bench.table.Table;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hb-bench codec}. */
@Command(
        name = "codec",
        mixinStandardHelpOptions = true,
        description = "Nanoseconds of the parts of the hot path, each alone, by JMH in a JVM of its own.")
public final class CodecCommand implements Callable<Integer> {
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
        report.say("codec: JMH");
        Table table = new Table("Parts of the hot path, each alone", "part", "ns", "±");
        for (RunResult result : Jmh.run(CodecCommand.class, quick)) {
            String label = result.getPrimaryResult().getLabel();
            table.row(
                    label,
                    Figures.whole(result.getPrimaryResult().getScore()),
                    Figures.whole(result.getPrimaryResult().getScoreError()));
        }
        report.add(table);
    }
}
