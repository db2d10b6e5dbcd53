package io.heartbeat.threshold;

/**
 * A metric that is not OK was measured again and stays as it is. Only such metrics are told of, so that the message costs
 * nothing while all is well. Fired under the host's lane.
 *
 * @param host canonical name of the host
 * @param metric its path, as in {@link ThresholdCrossed}
 * @param value the new value
 */
public record LevelHeld(String host, String metric, double value) {}
