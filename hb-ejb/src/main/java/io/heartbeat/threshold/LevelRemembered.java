package io.heartbeat.threshold;

/**
 * A level that stood when the server stopped: whoever judges goes on from it. Fired before the intake opens.
 *
 * @param host canonical name of the host
 * @param metric its path, as in {@link ThresholdCrossed}
 * @param level not OK
 * @param value the last known value, NaN when unknown
 */
public record LevelRemembered(String host, String metric, Level level, double value) {}
