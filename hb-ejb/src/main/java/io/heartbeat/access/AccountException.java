package io.heartbeat.access;

/** A user, role or token cannot be as asked. The message is for whoever asked. */
public class AccountException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of no. */
    public enum Kind {
        /** The wish itself makes no sense: a bad name, a short password. */
        INVALID,
        /** Nothing is there by that name. */
        UNKNOWN,
        /** It would contradict what is there. */
        CONFLICT,
        /** The configuration file says otherwise. */
        READ_ONLY
    }

    private final Kind kind;

    AccountException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What kind of no. */
    public Kind kind() {
        return kind;
    }
}
