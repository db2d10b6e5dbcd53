package io.heartbeat.bench;

import io.heartbeat.bench.codec.CodecCommand;
import io.heartbeat.bench.console.ConsoleCommand;
import io.heartbeat.bench.journal.JournalCommand;
import io.heartbeat.bench.latency.LatencyCommand;
import io.heartbeat.bench.load.LoadCommand;
import io.heartbeat.bench.loghamster.LoghamsterCommand;
import io.heartbeat.bench.loghamster.TortureCommand;
import io.heartbeat.bench.loghog.LogHogCommand;
import io.heartbeat.bench.loghog.LogTortureCommand;
import io.heartbeat.bench.loghog.SearchCommand;
import io.heartbeat.bench.metrics.MetricsCommand;
import io.heartbeat.bench.race.RaceCommand;
import io.heartbeat.bench.soak.SoakCommand;
import io.heartbeat.bench.start.StartCommand;
import io.heartbeat.bench.state.StateCommand;
import io.heartbeat.bench.threshold.ThresholdsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the bench. */
@Command(
        name = "hb-bench",
        mixinStandardHelpOptions = true,
        version = "hb-bench 1.0.0",
        description = "Measures Heartbeat on this machine, over loopback.",
        subcommands = {
            AllCommand.class,
            RaceCommand.class,
            LatencyCommand.class,
            StartCommand.class,
            StateCommand.class,
            CodecCommand.class,
            ThresholdsCommand.class,
            MetricsCommand.class,
            ConsoleCommand.class,
            JournalCommand.class,
            SoakCommand.class,
            LoadCommand.class,
            LoghamsterCommand.class,
            LogHogCommand.class,
            SearchCommand.class,
            LogTortureCommand.class,
            TortureCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "1:could not be measured, or a verdict failed", "2:wrong usage"})
public final class HbBench implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new HbBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println("hb-bench " + line.getCommandName() + ": " + said(e));
                    return 1;
                });
    }

    private static String said(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand; see hb-bench --help.");
    }
}
