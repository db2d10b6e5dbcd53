package io.heartbeat.command;

/** A command cannot be queued. The message is for whoever asked. */
public class CommandRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of no. */
    public enum Kind {
        /** The wish itself makes no sense. */
        INVALID,
        /** The host, its agent or this server is not such that it could be. */
        CONFLICT,
        /** Too many wait already. */
        FULL,
        /** The database does not answer, and nothing is queued that is not stored. */
        UNAVAILABLE
    }

    private final Kind kind;

    CommandRefused(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What kind of no. */
    public Kind kind() {
        return kind;
    }
}
