package io.heartbeat.threshold;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.phrase.Phrase;
import io.heartbeat.protocol.JsonWalk;
import io.heartbeat.protocol.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The levels of one host's metrics: reads its reports along its plan. Under the host's lane. */
final class HostLevels {
    /** Metrics under {@code *} of one host at most; further ones are not judged, and counted. */
    static final int MOST = 2_000;

    /** Intervals without a number after which nobody knows any more. */
    private static final int PATIENCE = 2;

    /** Hears of every cell whose level is new, or that is not OK and has a new value. */
    interface Listener {
        void changed(String host, Cell cell, Level before, String note);

        void held(String host, Cell cell);

        void refused(Refusal refusal);
    }

    /** Why a metric was not judged. */
    enum Refusal {
        /** It was no number. */
        NO_NUMBER,
        /** The host has too many already. */
        TOO_MANY
    }

    final String host;
    private final Listener listener;
    private final Map<String, Cell> cells = new HashMap<>();
    private final List<Source> sources = new ArrayList<>();
    private Plan plan;
    private Source rtt;
    private int taken;

    HostLevels(String host, Plan plan, Listener listener) {
        this.host = host;
        this.listener = listener;
        follow(plan);
    }

    /** Whether its heartbeats matter here. */
    boolean judgesRtt() {
        return rtt != null;
    }

    boolean follows(Plan other) {
        return plan == other;
    }

    /** A level that stood before the server was started; a metric that is judged no more is OK. */
    void remember(String metric, Level level, double value, long steady) {
        Cell cell = cells.computeIfAbsent(metric, Cell::new);
        cell.level = level;
        cell.value = value;
        cell.valueAt = steady;
        cell.told = true;
        if (!plan.watches(host, metric)) {
            acquit(cell);
        }
    }

    /** A plugin reported. */
    void report(Message message, JsonWalk walk, TimeSource time) {
        Source source = source(message);
        if (source == null) {
            return;
        }
        long steady = time.steadyMillis();
        source.came(steady);
        walk.over(message.json(), message.offset());
        source.root().take(walk);
        for (Cell cell : source.cells) {
            judge(cell, steady);
        }
    }

    /** A heartbeat came; its round-trip time is NaN when it has none. */
    void beat(double rttMs, long steady) {
        if (rtt == null) {
            return;
        }
        rtt.came(steady);
        Cell cell = rtt.cells.get(0);
        cell.came = !Double.isNaN(rttMs);
        cell.found = rttMs;
        judge(cell, steady);
    }

    private void judge(Cell cell, long steady) {
        boolean came = cell.came;
        cell.came = false;
        Level before = cell.level;
        if (came && Double.isFinite(cell.found)) {
            double valueBefore = cell.value;
            if (cell.step(cell.found, steady)) {
                listener.changed(host, cell, before, null);
            } else if (before != Level.OK && cell.value != valueBefore) {
                listener.held(host, cell);
            }
            return;
        }
        if (came) {
            listener.refused(Refusal.NO_NUMBER);
        }
        if (before != Level.OK && ++cell.missed >= PATIENCE) {
            lose(cell, steady);
        }
    }

    /** Looks for metrics whose plugin fell silent while the host is alive. */
    void lookForSilence(long steady) {
        for (Source source : sources) {
            if (source.silent(steady)) {
                source.cells.forEach(cell -> lose(cell, steady));
            }
        }
        if (rtt != null && rtt.silent(steady)) {
            rtt.cells.forEach(cell -> lose(cell, steady));
        }
        for (Cell cell : cells.values()) {
            if (cell.rule == null && steady - cell.valueAt > 2 * Source.USUAL_MILLIS) {
                lose(cell, steady);
            }
        }
    }

    /** The host was silent itself, or the server was: no plugin is blamed for that. */
    void excuse(long steady) {
        sources.forEach(source -> source.excuse(steady));
        cells.values().stream().filter(cell -> cell.rule == null).forEach(cell -> cell.valueAt = steady);
    }

    private void lose(Cell cell, long steady) {
        Level before = cell.level;
        if (cell.lose()) {
            long seconds = Math.max(0, steady - cell.valueAt) / 1000;
            listener.changed(host, cell, before, Phrase.NO_VALUE.of(seconds + "s", before));
        }
    }

    /** Tells every level anew that somebody may know of. */
    void repeat() {
        cells.values().stream()
                .filter(cell -> cell.told)
                .forEach(cell -> listener.changed(host, cell, cell.level, null));
    }

    /**
     * Goes on with other thresholds: a metric whose limits stayed keeps its level; one with new limits is looked at afresh;
     * one without any is OK.
     */
    void follow(Plan next) {
        plan = next;
        taken = 0;
        Map<String, Source> before = new HashMap<>();
        sources.forEach(source -> before.put(source.plugin, source));
        sources.clear();
        next.plugins().forEach((plugin, branch) -> sources.add(open(plugin, branch, before.get(plugin))));
        Threshold limits = next.rtt(host);
        rtt = limits == null ? null : new Source(Plan.RTT, null, rtt);
        List.copyOf(cells.values()).forEach(this::carry);
        if (limits != null) {
            cell(List.of(Plan.RTT, host), limits, rtt);
        }
    }

    private Source open(String plugin, Branch branch, Source before) {
        Source[] source = new Source[1];
        source[0] = new Source(
                plugin,
                () -> new Spot(branch, List.of(plugin), new Spot.Room() {
                    @Override
                    public boolean take() {
                        return room();
                    }

                    @Override
                    public Cell cell(List<String> path, Threshold threshold) {
                        return HostLevels.this.cell(path, threshold, source[0]);
                    }
                }),
                before);
        return source[0];
    }

    private boolean room() {
        boolean fits = taken < MOST;
        if (fits) {
            taken++;
        } else {
            listener.refused(Refusal.TOO_MANY);
        }
        return fits;
    }

    private void carry(Cell cell) {
        if (cell.path == null ? plan.watches(host, cell.metric) : limits(cell.path) != null) {
            if (cell.path != null) {
                Level was = cell.level;
                cell(cell.path, limits(cell.path), source(cell.path.get(0)));
                if (cell.level != was) {
                    listener.changed(host, cell, was, Phrase.THRESHOLDS_CHANGED.of());
                }
            }
        } else {
            acquit(cell);
        }
    }

    private Threshold limits(List<String> path) {
        return path.get(0).equals(Plan.RTT) ? plan.rtt(host) : plan.find(path);
    }

    private void acquit(Cell cell) {
        Level was = cell.level;
        boolean known = was != Level.OK || cell.flapping;
        cell.acquit();
        cells.remove(cell.metric);
        if (known) {
            listener.changed(host, cell, was, Phrase.NO_THRESHOLD.of());
        }
    }

    private Cell cell(List<String> path, Threshold threshold, Source source) {
        Cell cell = cells.computeIfAbsent(MetricPath.spoken(path), Cell::new);
        cell.path = path;
        cell.judgeBy(Rule.of(path.get(0), path.get(path.size() - 1), threshold));
        source.own(cell);
        return cell;
    }

    private Source source(String plugin) {
        if (plugin.equals(Plan.RTT)) {
            return rtt;
        }
        return sources.stream()
                .filter(source -> source.plugin.equals(plugin))
                .findFirst()
                .orElseThrow();
    }

    private Source source(Message message) {
        for (Source source : sources) {
            if (message.pluginIs(source.plugin)) {
                return source;
            }
        }
        return null;
    }
}
