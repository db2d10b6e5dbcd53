package io.heartbeat.web.problem;

import java.time.Duration;

/** Ends a request with an error that its sender can read. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final Duration retryAfter;

    /** @param detail what was wrong, for the sender; null when the title says it all */
    public ProblemException(ProblemType type, String detail) {
        this(type, detail, null);
    }

    /** @param retryAfter when asking again makes sense, null when it never does */
    public ProblemException(ProblemType type, String detail, Duration retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.retryAfter = retryAfter;
    }

    /** The error. */
    public Problem problem() {
        return new Problem(type, getMessage());
    }

    /** Whole seconds for the {@code Retry-After} header, rounded up; null when there is none. */
    public Long retryAfterSeconds() {
        return retryAfter == null ? null : retryAfter.plusMillis(999).toSeconds();
    }
}
