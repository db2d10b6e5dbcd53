package io.heartbeat.settings;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; the message has one line for each problem. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /** All that is wrong, at least one problem. */
    public SettingsException(List<Problem> problems) {
        this(problems, null);
    }

    SettingsException(List<Problem> problems, Throwable cause) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())), cause);
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
