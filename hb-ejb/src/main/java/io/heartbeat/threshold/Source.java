package io.heartbeat.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One plugin of one host, or its heartbeats: where metrics come from, and how often. Under the host's lane. */
final class Source {
    /** How often a plugin reports when it reported only once. */
    static final long USUAL_MILLIS = 300_000;

    /** Reports that come closer than this were held back by an agent and sent in one go: they tell nothing of an interval. */
    private static final long BURST_MILLIS = 1_000;

    final String plugin;
    final List<Cell> cells = new ArrayList<>();

    private final Supplier<Spot> planted;
    private Spot root;
    private long cameAt = Long.MIN_VALUE;
    private long interval = USUAL_MILLIS;

    /**
     * @param root makes the place where its reports are walked from, when the first one comes
     * @param before the same one under other thresholds, null when there was none: its rhythm is known
     */
    Source(String plugin, Supplier<Spot> root, Source before) {
        this.plugin = plugin;
        this.planted = root;
        if (before != null) {
            cameAt = before.cameAt;
            interval = before.interval;
        }
    }

    void own(Cell cell) {
        if (cell.source != this) {
            cell.source = this;
            cells.add(cell);
        }
    }

    /** Where its reports are walked from. */
    Spot root() {
        if (root == null) {
            root = planted.get();
        }
        return root;
    }

    /** Its report came. */
    void came(long steady) {
        long since = steady - cameAt;
        if (cameAt != Long.MIN_VALUE && since >= BURST_MILLIS) {
            interval = since;
        }
        cameAt = steady;
    }

    /** Silence counts from here: it was not the plugin's. */
    void excuse(long steady) {
        cameAt = Math.max(cameAt, steady);
    }

    /** Whether two intervals passed without a report. */
    boolean silent(long steady) {
        return cameAt != Long.MIN_VALUE && steady - cameAt > 2 * interval + interval / 10;
    }
}
