package io.heartbeat.ingest;

import io.heartbeat.telemetry.Occurrence;
import java.io.IOException;

/**
 * The socket gave an error instead of a datagram.
 *
 * @param cause what the socket said
 */
record ReceiveFailed(IOException cause) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_receive_errors_total";
    }

    @Override
    public String help() {
        return "Errors of the UDP socket while reading.";
    }

    @Override
    public String line() {
        return "reading the UDP socket failed: " + cause.getMessage();
    }
}
