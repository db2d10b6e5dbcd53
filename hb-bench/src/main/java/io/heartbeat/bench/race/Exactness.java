package io.heartbeat.bench.race;

import io.heartbeat.bench.table.Table;

/** Sums up what reading every line of our journal showed. Not thread-safe. */
final class Exactness {
    private int trials;
    private long lines;
    private long invalid;
    private long foreign;
    private long missing;
    private long doubled;
    private String example = "";

    void add(TrialResult result) {
        JournalCheck.Verdict check = result.check();
        if (check == null) {
            return;
        }
        trials++;
        lines += check.lines();
        invalid += check.invalid();
        foreign += check.foreign();
        missing += check.missing();
        doubled += check.doubled();
        example = check.examples().isEmpty() ? example : check.examples().get(0);
    }

    /** Whether there was something to read and all of it was right. */
    boolean right() {
        return trials > 0 && invalid + foreign + missing + doubled == 0;
    }

    Table table() {
        Table table = new Table(
                "Every journal line of the trials without loss, read and held against what was sent",
                "trials",
                "lines",
                "not valid",
                "foreign",
                "missing",
                "doubled");
        table.row(
                Integer.toString(trials),
                Long.toString(lines),
                Long.toString(invalid),
                Long.toString(foreign),
                Long.toString(missing),
                Long.toString(doubled));
        return example.isEmpty() ? table : table.note("Not valid, for example: " + example);
    }
}
