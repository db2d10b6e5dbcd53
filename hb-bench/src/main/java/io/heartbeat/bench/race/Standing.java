package io.heartbeat.bench.race;

import io.heartbeat.bench.table.Figures;
import java.util.ArrayList;
import java.util.List;

/** What one receiver reached with one load, round by round. Not thread-safe. */
final class Standing {
    private final List<Double> best = new ArrayList<>();
    private final List<Double> cpuAtBest = new ArrayList<>();
    private final List<Double> cpuAtCommon = new ArrayList<>();
    private boolean senderWasLimit;
    private boolean commonLost;
    private RateSearch search;
    private double cpuOfBest = Double.NaN;
    private double rateOfCpu;

    /** Begins a round. */
    void begin(Plan plan, double guess) {
        boolean first = best.isEmpty() || best.get(best.size() - 1) == 0;
        double start = first ? guess : best.get(best.size() - 1) * 1.05;
        search = new RateSearch(start, first ? 1.6 : 1.12, first ? plan.firstSteps() : plan.laterSteps());
        cpuOfBest = Double.NaN;
        rateOfCpu = 0;
    }

    RateSearch search() {
        return search;
    }

    /** Takes a trial of the search. */
    void searched(TrialResult result) {
        search.outcome(result.sent().rate(), result.lossless());
        if (result.lossless() && result.sent().rate() > rateOfCpu) {
            rateOfCpu = result.sent().rate();
            cpuOfBest = result.cpuPerMillion();
        }
    }

    /** Takes the trial at the common rate, which ends a round. */
    void common(TrialResult result) {
        commonLost |= !result.lossless();
        cpuAtCommon.add(result.cpuPerMillion());
    }

    /** Ends the search of a round. */
    void end() {
        best.add(search.best());
        cpuAtBest.add(cpuOfBest);
        senderWasLimit |= search.senderIsLimit();
    }

    int rounds() {
        return best.size();
    }

    double best(int round) {
        return best.get(round);
    }

    double best() {
        return Figures.median(best);
    }

    double cpuAtBest() {
        return Figures.median(cpuAtBest);
    }

    double cpuAtCommon(int round) {
        return round < cpuAtCommon.size() ? cpuAtCommon.get(round) : Double.NaN;
    }

    double cpuAtCommon() {
        return Figures.median(cpuAtCommon);
    }

    /** Whether the generator, not the receiver, set the figure in some round. */
    boolean senderWasLimit() {
        return senderWasLimit;
    }

    /** Whether something was lost at the common rate. */
    boolean commonLost() {
        return commonLost;
    }
}
