package io.heartbeat.host;

import java.time.Instant;

/**
 * A heartbeat that was due did not come. Fired from the timing wheel, under the host's lane.
 *
 * @param host name of the host
 * @param at the deadline that passed
 */
public record BeatMissed(String host, Instant at) {}
