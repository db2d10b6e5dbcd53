package io.heartbeat.journal;

import java.io.Closeable;
import java.io.IOException;

/** Where the bytes of an output go. One thread's. After a failure the next call tries from the beginning. */
interface Transport extends Closeable {
    /** Sends one entry, perhaps only into a buffer. */
    void send(byte[] entry) throws IOException;

    /** Sends what a buffer holds; called when nothing more waits. */
    default void flush() throws IOException {}

    /** Whether an entry that failed is worth another try: over a connection that will be made again, not in a datagram. */
    default boolean retries() {
        return true;
    }

    @Override
    void close();
}
