package io.heartbeat.agent.plugin.nagios;

import io.heartbeat.agent.Subprocess.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one check said.
 *
 * @param output its first line, without performance data
 * @param longOutput its further lines, without performance data
 * @param perfData of all lines
 * @param millis how long it took; -1 when it never ran
 */
record CheckResult(Status status, String output, String longOutput, PerfData perfData, long millis) {
    private static final int MAX_OUTPUT = 1024;
    private static final int MAX_LONG_OUTPUT = 8192;

    /** Reads what a program left. */
    static CheckResult of(Outcome outcome, Duration timeout) {
        if (outcome.timedOut()) {
            return failed(
                    "no end within " + timeout.toMillis() / 1000.0 + " s; it was ended with all it had started"
                            + hint(outcome),
                    outcome.millis());
        }
        String text = outcome.output().isBlank() ? outcome.errors() : outcome.output();
        List<String> lines = text.strip().lines().toList();
        if (lines.isEmpty()) {
            return noted(outcome, "it said nothing", "", "");
        }
        StringBuilder longOutput = new StringBuilder();
        StringBuilder perfData = new StringBuilder(behindBar(lines.get(0)));
        boolean data = false;
        for (String line : lines.subList(1, lines.size())) {
            // The first bar among the further lines begins performance data that lasts to the end.
            longOutput.append(data ? "" : beforeBar(line) + "\n");
            perfData.append(' ').append(data ? line : behindBar(line));
            data |= line.indexOf('|') >= 0;
        }
        return noted(outcome, beforeBar(lines.get(0)), longOutput.toString().strip(), perfData.toString());
    }

    /** A check that could not be run, or not to its end. */
    static CheckResult failed(String reason, long millis) {
        return new CheckResult(Status.UNKNOWN, clip(reason, MAX_OUTPUT), "", PerfData.parse(""), millis);
    }

    /** Of an exit code beyond 3 it is said which it was: it tells whether a signal ended the check (128 + its number). */
    private static CheckResult noted(Outcome outcome, String output, String longOutput, String perfData) {
        String text = outcome.exitCode() > 3 ? output + " (exit code " + outcome.exitCode() + ")" : output;
        return new CheckResult(
                Status.of(outcome.exitCode()),
                clip(text, MAX_OUTPUT),
                clip(longOutput, MAX_LONG_OUTPUT),
                PerfData.parse(perfData),
                outcome.millis());
    }

    private static String hint(Outcome outcome) {
        String line = outcome.output().strip().lines().findFirst().orElse("");
        return line.isEmpty() ? "" : ", having said: " + line;
    }

    private static String beforeBar(String line) {
        int bar = line.indexOf('|');
        return (bar < 0 ? line : line.substring(0, bar)).strip();
    }

    private static String behindBar(String line) {
        int bar = line.indexOf('|');
        return bar < 0 ? "" : line.substring(bar + 1);
    }

    static String clip(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    /** Its part of the report. */
    Map<String, Object> metrics() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("exit_code", status.exitCode());
        metrics.put("status", status.name());
        metrics.put("output", output);
        if (!longOutput.isEmpty()) {
            metrics.put("long_output", longOutput);
        }
        if (millis >= 0) {
            metrics.put("duration_ms", millis);
        }
        metrics.put("perfdata", perfData.labels());
        if (perfData.skipped() > 0) {
            metrics.put("perfdata_skipped", perfData.skipped());
        }
        return metrics;
    }
}
