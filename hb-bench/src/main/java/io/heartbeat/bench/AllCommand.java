package io.heartbeat.bench;

import io.heartbeat.bench.codec.CodecCommand;
import io.heartbeat.bench.latency.LatencyCommand;
import io.heartbeat.bench.race.RaceCommand;
import io.heartbeat.bench.receiver.HbdReceiver;
import io.heartbeat.bench.receiver.Receiver;
import io.heartbeat.bench.run.BenchRun;
import io.heartbeat.bench.run.RunOptions;
import io.heartbeat.bench.start.StartCommand;
import io.heartbeat.bench.state.StateCommand;
import io.heartbeat.bench.threshold.ThresholdsCommand;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hb-bench all}. */
@Command(
        name = "all",
        mixinStandardHelpOptions = true,
        description =
                "Everything but the soak: start, race, latency, state, codec, thresholds; then all tables and the goals. "
                        + "Below 20 minutes on two quiet cores, below 5 with --quick. The machine should do nothing else.")
final class AllCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws Exception {
        try (BenchRun run = new BenchRun(options, command.commandLine().getOut())) {
            StartCommand.measure(run);
            List<Receiver> receivers = run.receivers();
            RaceCommand.race(run, receivers);
            for (Receiver receiver : receivers) {
                if (receiver instanceof HbdReceiver hbd) {
                    LatencyCommand.measure(run, hbd.server());
                }
            }
            receivers.forEach(Receiver::close);
            StateCommand.measure(run.report(), options.quick());
            CodecCommand.measure(run.report(), options.quick());
            ThresholdsCommand.measure(run.report(), options.quick());
            run.report().add(run.goals().table());
            run.report().summary();
            run.report().markdown(options.markdown());
            return run.goals().met() ? 0 : 1;
        }
    }
}
