package io.heartbeat.command;

import java.util.Locale;

/** What became of a command. */
public enum CommandState {
    /** Waits for a signed message of its host. */
    QUEUED,
    /** Left at least once; no answer yet. */
    SENT,
    /** Executed, and well. */
    DONE,
    /** Executed, or begun, and not well. */
    FAILED,
    /** Executed, and ended because it took too long. */
    TIMEOUT,
    /** The agent refused it and executed nothing. */
    REFUSED,
    /** It never left in time. */
    EXPIRED,
    /** It left, and nobody answered. */
    UNANSWERED,
    /** Somebody took it back before it left. */
    CANCELLED;

    /** The word in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether something may still become of it. */
    public boolean open() {
        return this == QUEUED || this == SENT;
    }

    /** What an agent's own word means; one without a word did it. */
    static CommandState of(String status) {
        return switch (status == null ? "ok" : status) {
            case "ok", "0" -> DONE;
            case "timeout" -> TIMEOUT;
            case "refused" -> REFUSED;
            default -> FAILED;
        };
    }
}
