package io.heartbeat.threshold;

import java.util.List;

/** What is known of one metric of one host. Under the host's lane. */
final class Cell {
    /** How many looks back flapping counts. */
    private static final int LOOKS = 20;
    /** Changes among them at which it begins: 30 %. */
    private static final int BEGINS = 6;
    /** Changes among them at which it has ended: 25 %. */
    private static final int ENDS = 5;

    final String metric;

    /** Its keys, null until it came for the first time since the start. */
    List<String> path;

    /** How it is judged, null as long as the path. */
    Rule rule;

    /** Whose it is, null as long as the path. */
    Source source;

    Level level = Level.OK;
    double value = Double.NaN;
    boolean flapping;

    /** Whether it was ever not OK, so that somebody may know it. */
    boolean told;

    /** Whether it is in the report that is being read; the last one of its key counts. */
    boolean came;

    /** Its number in that report, NaN when it is no number. */
    double found;

    /** Intervals in a row without a number. */
    int missed;

    /** Steady milliseconds of its last number. */
    long valueAt;

    private int changes;

    Cell(String metric) {
        this.metric = metric;
    }

    /** Other limits than before: its last value is looked at afresh, since it never crossed these. */
    void judgeBy(Rule next) {
        boolean changed = rule != null && !rule.equals(next);
        rule = next;
        if (changed && Double.isFinite(value)) {
            level = next.next(Level.OK, value);
            told |= level != Level.OK;
        }
    }

    /** Judges a value; true when somebody must hear of it. */
    boolean step(double next, long steady) {
        value = next;
        valueAt = steady;
        missed = 0;
        Level before = level;
        level = rule.next(before, next);
        changes = (changes << 1 | (level == before ? 0 : 1)) & (1 << LOOKS) - 1;
        boolean flapped = flapping;
        int share = changes == 0 ? 0 : Integer.bitCount(changes);
        flapping = share >= BEGINS || flapping && share > ENDS;
        told |= level != Level.OK;
        return level != before || flapping != flapped;
    }

    /** Its number did not come for too long; true when somebody must hear of it. */
    boolean lose() {
        if (level == Level.OK || level == Level.UNKNOWN) {
            return false;
        }
        level = Level.UNKNOWN;
        return true;
    }

    /** Nobody judges it any more. */
    void acquit() {
        level = Level.OK;
        flapping = false;
        changes = 0;
    }

    /** The limit of its level, NaN when that has none. */
    double limit() {
        return rule == null ? Double.NaN : rule.threshold().limit(level).orElse(Double.NaN);
    }
}
