package io.heartbeat.loghog.client;

import java.io.Closeable;
import java.io.IOException;

/** One way to the server, open. For one thread. */
interface Wire extends Closeable {
    /**
     * Sends bytes of whole frames; of one frame over UDP.
     *
     * @throws IOException when the way is broken: nothing of these bytes, or not all of them, arrived
     */
    void send(byte[] frames, int length) throws IOException;

    /** Whether several frames may go at once. */
    boolean stream();
}
