package io.heartbeat.bench.load;

import java.io.IOException;

/** Sends a composed load to a port of 127.0.0.1 and returns when it has ended. */
public interface Sender {
    /**
     * @throws IOException when nothing could be sent at all; single refused datagrams are counted in the report
     */
    SendReport send(Pool pool, int port) throws IOException, InterruptedException;

    /** One word for tables: how it sends. */
    String manner();
}
