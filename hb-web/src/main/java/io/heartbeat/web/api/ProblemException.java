package io.heartbeat.web.api;

/** Ends a request with an error that its sender can read. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;

    /** @param detail what was wrong, for the sender; null when the title says it all */
    public ProblemException(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
    }

    /** The error. */
    public Problem problem() {
        return new Problem(type, getMessage());
    }
}
