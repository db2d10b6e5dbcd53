package io.heartbeat.web.logs;

import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;

/** A parameter that people type has a wrong value: in English for programs, in parts for a page in the reader's language. */
public final class WrongParameter extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String value;

    /**
     * @param kind what is wrong: {@code from}, {@code to} (no moment), {@code order} or {@code pattern}
     * @param value what is to be said of it, empty for nothing
     * @param detail the same for programs
     */
    WrongParameter(String kind, String value, String detail) {
        super(ProblemType.INVALID_PARAMETER, detail);
        this.kind = kind;
        this.value = value;
    }

    /** What is wrong; {@code words/logs.properties} has a text for each. */
    public String kind() {
        return kind;
    }

    /** What is to be said of it, empty for nothing. */
    public String value() {
        return value;
    }
}
