package io.heartbeat.loghamster;

import java.net.InetAddress;

/** The connection behind a stream, as the writing side sees it. Thread-safe; no method waits. */
interface Peer {
    /** Where it is. */
    InetAddress address();

    /** Sends a line of the dialogue. */
    void say(String line);

    /** Sends the last line and closes. */
    void sayAndClose(String line);

    /** Closes at once. */
    void close();

    /** So many bytes that were received wait no longer. */
    void taken(int bytes);
}
