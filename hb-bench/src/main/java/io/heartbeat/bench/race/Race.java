package io.heartbeat.bench.race;

import io.heartbeat.bench.proc.Machine;
import io.heartbeat.bench.receiver.HbdReceiver;
import io.heartbeat.bench.receiver.Receiver;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs the rounds. Not thread-safe. */
final class Race {
    private final List<Receiver> receivers;
    private final List<LoadCase> cases;
    private final Trials trials;
    private final Plan plan;
    private final Report report;
    private final Map<LoadCase, Map<Receiver, Standing>> standings = new LinkedHashMap<>();
    private final Exactness exactness = new Exactness();
    private final long end;

    Race(List<Receiver> receivers, List<LoadCase> cases, Trials trials, Plan plan, Report report) {
        this.receivers = receivers;
        this.cases = cases;
        this.trials = trials;
        this.plan = plan;
        this.report = report;
        this.end = System.nanoTime() + plan.limit().toNanos();
        for (LoadCase load : cases) {
            Map<Receiver, Standing> standing = new LinkedHashMap<>();
            receivers.stream().filter(load::includes).forEach(receiver -> standing.put(receiver, new Standing()));
            standings.put(load, standing);
        }
    }

    /** Warms up, then runs as many rounds of each load as may begin in the time, at least one; what began is ended. */
    void run() throws IOException, InterruptedException {
        warmUp();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (LoadCase load : cases) {
                if (round > 1 && System.nanoTime() - end > 0) {
                    report.say("The time is up before round " + round + " of " + load.title() + ".");
                    return;
                }
                round(round, load);
            }
        }
    }

    /** A cold JVM loses datagrams: that is not what is asked here. Twice, for each load makes the compiler doubt the one before. */
    private void warmUp() throws IOException, InterruptedException {
        warmUp(plan.warmSeconds() * 2 / 3);
        warmUp(plan.warmSeconds() / 3);
    }

    private void warmUp(double ours) throws IOException, InterruptedException {
        for (LoadCase load : cases) {
            for (Receiver receiver : standings.get(load).keySet()) {
                double seconds = receiver instanceof HbdReceiver ? ours : 1;
                trials.run(receiver, load.shape(), load.wire(), 10_000, seconds / 4, false);
                report.say("warm: "
                        + line(
                                load,
                                receiver,
                                trials.run(receiver, load.shape(), load.wire(), load.commonRate(), seconds, false)));
            }
        }
    }

    private void round(int round, LoadCase load) throws IOException, InterruptedException {
        Map<Receiver, Standing> standing = standings.get(load);
        standing.values().forEach(s -> s.begin(plan, load.guess()));
        List<Receiver> searching = new ArrayList<>(standing.keySet());
        while (!searching.isEmpty()) {
            for (Receiver receiver : searching) {
                Standing its = standing.get(receiver);
                its.searched(trial(load, receiver, its.search().rate()));
            }
            searching.removeIf(receiver -> standing.get(receiver).search().done());
        }
        for (Map.Entry<Receiver, Standing> entry : standing.entrySet()) {
            entry.getValue().end();
            entry.getValue().common(trial(load, entry.getKey(), load.commonRate()));
            report.say(String.format(
                    Locale.ROOT,
                    "round %d, %s, %s: %s/s without loss, %s CPU s/M at %s/s",
                    round,
                    load.title(),
                    entry.getKey().name(),
                    Figures.rate(entry.getValue().best(round - 1)),
                    Figures.two(entry.getValue().cpuAtCommon(round - 1)),
                    Figures.rate(load.commonRate())));
        }
    }

    private TrialResult trial(LoadCase load, Receiver receiver, double rate) throws IOException, InterruptedException {
        TrialResult result = trials.run(receiver, load.shape(), load.wire(), rate, plan.trialSeconds(), true);
        exactness.add(result);
        report.say(line(load, receiver, result));
        return result;
    }

    private static String line(LoadCase load, Receiver receiver, TrialResult result) {
        return String.format(
                Locale.ROOT,
                "%-11s %-20s %7s/s sent %9d, through %9d%s%s",
                load.title(),
                receiver.name(),
                Figures.rate(result.sent().rate()),
                result.sent().sent(),
                result.received(),
                result.socketDrops() > 0 ? ", kernel dropped " + result.socketDrops() : "",
                result.check() == null ? "" : result.check().exact() ? ", every line right" : ", " + result.check());
    }

    Map<LoadCase, Map<Receiver, Standing>> standings() {
        return standings;
    }

    Exactness exactness() {
        return exactness;
    }

    /** Resident memory of each receiver now, in bytes, by its name. */
    Map<String, Double> residentBytes() throws IOException {
        Map<String, Double> memory = new LinkedHashMap<>();
        for (Receiver receiver : receivers) {
            memory.put(receiver.name(), (double) Machine.residentBytes(receiver.pid()));
        }
        return memory;
    }
}
