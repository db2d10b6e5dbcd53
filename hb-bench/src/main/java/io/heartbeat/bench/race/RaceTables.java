package io.heartbeat.bench.race;

import io.heartbeat.bench.receiver.Receiver;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Goals;
import io.heartbeat.bench.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/** Makes tables and judgements of what a race showed. Pure. */
final class RaceTables {
    private static final String HBD = "hbd";
    private static final String BARE = "bare loop";
    private static final String RAW = "rsyslog, raw";
    private static final String PARSED = "rsyslog, mmjsonparse";

    private RaceTables() {}

    static Table rates(LoadCase load, Map<Receiver, Standing> standings) {
        String common = "CPU s/M at " + Figures.rate(load.commonRate()) + "/s";
        Table table = new Table(
                load.title() + ": highest rate without loss, datagrams a second",
                "receiver",
                "median",
                "rounds",
                "hbd : it, median of rounds",
                "CPU s/M at that rate",
                common);
        Standing hbd = standing(standings, HBD);
        standings.forEach((receiver, standing) -> table.row(
                receiver.name(),
                (standing.senderWasLimit() ? "≥ " : "") + Figures.rate(standing.best()),
                rounds(standing),
                hbd == null || standing == hbd ? "–" : Figures.two(ratio(hbd, standing, Standing::best)) + " ×",
                Figures.two(standing.cpuAtBest()),
                Figures.two(standing.cpuAtCommon()) + (standing.commonLost() ? " (lost some)" : "")));
        if (standings.values().stream().anyMatch(Standing::senderWasLimit)) {
            table.note("≥: the generator could not send more; the receiver lost nothing.");
        }
        return table;
    }

    private static String rounds(Standing standing) {
        List<String> rounds = new ArrayList<>();
        for (int round = 0; round < standing.rounds(); round++) {
            rounds.add(Figures.rate(standing.best(round)));
        }
        return String.join(", ", rounds);
    }

    static Table memory(Map<String, Double> bytes, int hosts) {
        Table table = new Table("Resident memory after the race, " + hosts + " hosts", "receiver", "VmRSS");
        bytes.forEach((name, resident) -> table.row(name, Figures.mebibytes(resident)));
        return table;
    }

    static void judge(Goals goals, LoadCase load, Map<Receiver, Standing> standings, double raw, double parsed) {
        Standing hbd = standing(standings, HBD);
        if (hbd == null) {
            return;
        }
        goal(goals, load, hbd, standing(standings, RAW), "rsyslog raw's", raw);
        goal(goals, load, hbd, standing(standings, PARSED), "rsyslog mmjsonparse's", parsed);
    }

    private static void goal(Goals goals, LoadCase load, Standing hbd, Standing other, String whose, double wanted) {
        if (other != null) {
            goals.atLeast(
                    load.title() + ": rate without loss, of " + whose, wanted, ratio(hbd, other, Standing::best), " ×");
        }
    }

    static void judgeCpu(Goals goals, LoadCase load, Map<Receiver, Standing> standings, double wanted) {
        Standing hbd = standing(standings, HBD);
        Standing bare = standing(standings, BARE);
        if (hbd != null && bare != null) {
            goals.atMost(
                    load.title() + ": CPU per message at " + Figures.rate(load.commonRate()) + "/s, of the bare loop's",
                    wanted,
                    ratio(hbd, bare, Standing::cpuAtCommon),
                    " ×");
        }
    }

    private static double ratio(Standing hbd, Standing other, ToDoubleBiFunction<Standing, Integer> figure) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(hbd.rounds(), other.rounds()); round++) {
            double below = figure.applyAsDouble(other, round);
            ratios.add(below == 0 ? Double.NaN : figure.applyAsDouble(hbd, round) / below);
        }
        return Figures.median(ratios);
    }

    private static Standing standing(Map<Receiver, Standing> standings, String name) {
        return standings.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
