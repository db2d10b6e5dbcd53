package io.heartbeat.telemetry;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * One exposed time series.
 *
 * @param name Prometheus name, with unit and, for counters, {@code _total}
 * @param help one sentence
 * @param kind how it behaves
 * @param labels label names and values, fixed
 * @param value reads the present value; thread-safe and quick
 */
public record Instrument(String name, String help, Kind kind, Map<String, String> labels, DoubleSupplier value) {
    /** How an instrument behaves. */
    public enum Kind {
        /** Only grows. */
        COUNTER,
        /** Goes up and down. */
        GAUGE
    }
}
