package io.heartbeat.metric;

import io.heartbeat.telemetry.Occurrence;
import java.lang.System.Logger.Level;

/**
 * The database did not do what the metric history asked of it; what was to be written is kept and tried again.
 *
 * @param what what was tried
 * @param waiting how many reports wait
 * @param cause what the database said
 */
record MetricsRefused(String what, int waiting, Exception cause) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_metrics_failures_total";
    }

    @Override
    public String help() {
        return "Times the database did not write or read metrics.";
    }

    @Override
    public String line() {
        return "the database did not " + what + " (" + waiting + " reports wait for it): " + cause;
    }

    @Override
    public Level level() {
        return Level.ERROR;
    }
}
