package io.heartbeat.bench.table;

import java.util.ArrayList;
import java.util.List;

/** What was to be reached, and what was. Not thread-safe. */
public final class Goals {
    private final List<Goal> goals = new ArrayList<>();

    private record Goal(String what, String wanted, String measured, boolean met) {}

    /** A figure that must be at least so large. */
    public void atLeast(String what, double wanted, double measured, String unit) {
        goals.add(new Goal(what, "≥ " + Figures.two(wanted) + unit, Figures.two(measured) + unit, measured >= wanted));
    }

    /** A figure that must be at most so large. */
    public void atMost(String what, double wanted, double measured, String unit) {
        goals.add(new Goal(what, "≤ " + Figures.two(wanted) + unit, Figures.two(measured) + unit, measured <= wanted));
    }

    /** A fact that must hold. */
    public void holds(String what, boolean measured) {
        goals.add(new Goal(what, "yes", measured ? "yes" : "no", measured));
    }

    /** Whether all were reached. */
    public boolean met() {
        return goals.stream().allMatch(Goal::met);
    }

    /** All of them. */
    public Table table() {
        Table table = new Table("Goals", "goal", "wanted", "measured", "reached");
        goals.forEach(goal -> table.row(goal.what, goal.wanted, goal.measured, goal.met ? "yes" : "NO"));
        return table;
    }
}
