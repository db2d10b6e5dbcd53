package io.heartbeat.threshold;

import java.util.OptionalDouble;

/**
 * How one metric is judged.
 *
 * @param threshold its limits
 * @param exitCode whether it is the exit code of a check, of which only 0, 1 and 2 say how things are
 */
record Rule(Threshold threshold, boolean exitCode) {
    private static final String EXIT_CODE = "exit_code";

    /** What a check's own exit code says when nobody configured it. */
    static final Threshold CHECK = new Threshold(OptionalDouble.of(1), OptionalDouble.of(2), Operator.AT_LEAST, 0);

    static Rule of(String plugin, String key, Threshold threshold) {
        return new Rule(threshold, plugin.equals("nagios_runner") && key.equals(EXIT_CODE));
    }

    Level next(Level before, double value) {
        boolean judges = !exitCode || value == 0 || value == 1 || value == 2;
        return judges ? threshold.next(before, value) : Level.UNKNOWN;
    }
}
