package io.heartbeat.host;

import io.heartbeat.telemetry.Occurrence;
import java.time.Duration;

/**
 * The server itself did not run for a while (stopped, suspended, starved): no host is blamed for its silence in that time.
 *
 * @param length how long
 */
record ServerStoodStill(Duration length) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_stood_still_total";
    }

    @Override
    public String help() {
        return "Times the server itself did not run for more than a second.";
    }

    @Override
    public String line() {
        return "this server stood still for " + length.toMillis()
                + " ms; hosts get a whole interval and grace from now";
    }
}
