package io.heartbeat.command;

import java.time.Instant;

/**
 * A task for a host, and what became of it. Immutable.
 *
 * @param id 32 hexadecimal digits, drawn at random: the agent knows by it what it has done
 * @param actor who asked for it; null for nobody in particular
 * @param expiresAt it is not begun after this moment
 * @param sentAt when it left first; null before
 * @param answeredAt when the agent answered; null before
 * @param status the agent's own word; null before, or when it had none
 * @param output of the program, at most 32,768 characters; null before, or when there was none
 */
public record Command(
        String id,
        String host,
        Task task,
        String actor,
        CommandState state,
        Instant queuedAt,
        Instant expiresAt,
        Instant sentAt,
        Instant answeredAt,
        String status,
        String output) {
    /** One that nobody has sent yet. */
    static Command queued(String id, String host, Task task, String actor, Instant now, Instant expiresAt) {
        return new Command(id, host, task, actor, CommandState.QUEUED, now, expiresAt, null, null, null, null);
    }

    /** The same, sent. */
    Command sent(Instant now) {
        return new Command(
                id, host, task, actor, CommandState.SENT, queuedAt, expiresAt, now, answeredAt, status, output);
    }

    /** The same, answered. */
    Command answered(String word, String said, Instant now) {
        Instant left = sentAt == null ? now : sentAt;
        return new Command(id, host, task, actor, CommandState.of(word), queuedAt, expiresAt, left, now, word, said);
    }

    /** The same, in a state that is told by no agent. */
    Command in(CommandState other) {
        return new Command(id, host, task, actor, other, queuedAt, expiresAt, sentAt, answeredAt, status, output);
    }
}
