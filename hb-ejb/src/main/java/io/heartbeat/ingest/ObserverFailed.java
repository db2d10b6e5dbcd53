package io.heartbeat.ingest;

import io.heartbeat.telemetry.Occurrence;
import java.lang.System.Logger.Level;

/**
 * An observer threw while it heard an event: a fault of ours, never of the datagram.
 *
 * @param host whose message it was
 * @param cause the exception
 */
record ObserverFailed(String host, RuntimeException cause) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_observer_failures_total";
    }

    @Override
    public String help() {
        return "Messages whose processing ended in an internal error.";
    }

    @Override
    public String line() {
        return "a message of " + host + " was not fully processed: " + cause;
    }

    @Override
    public Level level() {
        return Level.ERROR;
    }
}
