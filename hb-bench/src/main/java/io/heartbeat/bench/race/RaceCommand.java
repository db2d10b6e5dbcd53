package io.heartbeat.bench.race;

import io.heartbeat.bench.receiver.HbdReceiver;
import io.heartbeat.bench.receiver.Receiver;
import io.heartbeat.bench.run.BenchRun;
import io.heartbeat.bench.run.RunOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hb-bench race}. */
@Command(
        name = "race",
        mixinStandardHelpOptions = true,
        description = "Compares hbd with a bare receive-and-count loop and with rsyslog, raw and parsing JSON, in one "
                + "interleaved run: highest rate without loss, CPU, memory, and where lost datagrams went.")
public final class RaceCommand implements Callable<Integer> {
    private static final double OVERLOAD = 1.5;

    @Spec
    private CommandSpec command;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (BenchRun run = new BenchRun(options, command.commandLine().getOut())) {
            race(run, run.receivers());
            run.report().add(run.goals().table());
            run.report().markdown(options.markdown());
            return run.goals().met() ? 0 : 1;
        }
    }

    /** Runs the race and puts its tables and judgements where they belong. */
    public static void race(BenchRun run, List<Receiver> receivers) throws IOException, InterruptedException {
        Plan plan = run.options().quick() ? Plan.quick() : Plan.full();
        Trials trials = new Trials(run.sender(), run.options().hosts());
        List<LoadCase> cases = new ArrayList<>(LoadCase.plain());
        cases.addAll(LoadCase.ours());
        Race race = new Race(receivers, cases, trials, plan, run.report());
        race.run();
        race.standings().forEach((load, standings) -> run.report().add(RaceTables.rates(load, standings)));
        run.report().add(race.exactness().table());
        accounts(run, race, trials, receivers, plan);
        run.report().add(RaceTables.memory(race.residentBytes(), run.options().hosts()));
        judge(run, race, cases);
    }

    private static void accounts(BenchRun run, Race race, Trials trials, List<Receiver> receivers, Plan plan)
            throws IOException, InterruptedException {
        for (Receiver receiver : receivers) {
            if (receiver instanceof HbdReceiver hbd) {
                Accounts accounts = new Accounts(hbd, trials);
                for (LoadCase load : race.standings().keySet()) {
                    double best = race.standings().get(load).get(receiver).best();
                    accounts.trial(load, load.commonRate(), plan.trialSeconds());
                    accounts.trial(load, Math.max(best, load.commonRate()) * OVERLOAD, plan.trialSeconds());
                }
                run.report().add(accounts.table());
            }
        }
    }

    private static void judge(BenchRun run, Race race, List<LoadCase> cases) {
        LoadCase beats = cases.get(0);
        LoadCase reports = cases.get(1);
        RaceTables.judge(run.goals(), beats, race.standings().get(beats), 1.0, 2.0);
        RaceTables.judge(run.goals(), reports, race.standings().get(reports), 0.8, 3.0);
        RaceTables.judgeCpu(run.goals(), beats, race.standings().get(beats), 2.5);
        run.goals()
                .holds(
                        "Journal lines = datagrams sent, every line valid",
                        race.exactness().right());
    }
}
