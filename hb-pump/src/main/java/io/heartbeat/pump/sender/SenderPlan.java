package io.heartbeat.pump.sender;

import java.io.IOException;
import java.time.Duration;

/** The checked configuration of one sender: a record whose {@code toString} shows no secret. Immutable. */
@FunctionalInterface
public interface SenderPlan {
    /**
     * Makes the sender. May wait for the network; is tried again with the pump's backoff when it fails, while all other
     * senders run.
     *
     * @throws IOException whose message says, for people, why the sender cannot start at present
     */
    Sender open(SenderContext context) throws IOException, InterruptedException;

    /** The longest rest between two attempts after failures in a row; half an hour at most. */
    default Duration longestRest() {
        return Duration.ofMinutes(30);
    }
}
