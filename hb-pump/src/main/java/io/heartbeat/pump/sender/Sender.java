package io.heartbeat.pump.sender;

import java.io.IOException;

/** An open way to one destination. For one thread. */
public interface Sender extends AutoCloseable {
    /**
     * Delivers what is pending in the batch and marks each item: {@link Batch#acknowledge} only when the destination has
     * confirmed it (a cursor moves behind it, and it is never seen again), {@link Batch#poison} when the destination will
     * never take it, nothing or {@link Batch#retry} when it may take it later. What is still pending is offered again after
     * a backoff, in the same batch.
     *
     * <p>Never waits longer than the destination's own timeout; an interrupt ends it.
     *
     * @throws IOException for whatever concerns the rest of the batch as a whole (no connection, no answer); items that were
     *     marked before keep their mark. The message is kept for {@code hbc pump --status}: it must show no secret
     */
    void send(Batch batch) throws IOException, InterruptedException;

    /**
     * Called by the sending thread about once a second while there is nothing to send: rotation by time, keep-alives,
     * deletion of what is too old.
     *
     * @throws IOException when the way is broken; the sender is closed then and opened anew before the next batch
     */
    default void tend() throws IOException, InterruptedException {}

    /**
     * Whether the same object can go on after {@link #send} threw; if not, it is closed and a new one is opened for the next
     * attempt.
     */
    default boolean survivesFailure() {
        return false;
    }

    /** Releases everything; never throws and never waits long. */
    @Override
    void close();
}
