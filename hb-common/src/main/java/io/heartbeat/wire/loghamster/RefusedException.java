package io.heartbeat.wire.loghamster;

/** A line that cannot be obeyed, or that the other side would not obey; the message is the reason in the dialogue. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param reason one line, shown to the other side */
    public RefusedException(String reason) {
        super(reason);
    }
}
