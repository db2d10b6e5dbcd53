package io.heartbeat.metric;

import io.heartbeat.telemetry.Occurrence;

/**
 * A report was not stored: the database is away or too slow, and what waits for it has reached its bound.
 *
 * @param waiting how many reports wait
 */
record MetricsDropped(int waiting) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_metrics_dropped_total";
    }

    @Override
    public String help() {
        return "Plugin reports that were not stored because too many waited for the database.";
    }

    @Override
    public String line() {
        return "the database does not keep up with the plugins' reports: " + waiting
                + " wait, and further ones are not stored; the journal has them";
    }
}
