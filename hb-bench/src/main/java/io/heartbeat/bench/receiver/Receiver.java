package io.heartbeat.bench.receiver;

import java.io.IOException;

/** A running receiver of datagrams. Not thread-safe. */
public interface Receiver extends AutoCloseable {
    /** Name in tables. */
    String name();

    /** UDP port on 127.0.0.1. */
    int port();

    /** Process to be charged for the work. */
    long pid();

    /** Starts counting anew. */
    void mark() throws IOException;

    /** Messages that came through since the mark: lines in its files, or counted where it writes none. */
    long received() throws IOException;

    /** Deletes what it wrote since the mark, so that runs do not fill the disk. */
    void discard() throws IOException;

    /** Ends the process. */
    @Override
    void close();
}
