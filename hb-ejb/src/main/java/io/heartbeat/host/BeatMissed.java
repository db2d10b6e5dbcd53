package io.heartbeat.host;

import java.time.Instant;

/**
 * A heartbeat that was due did not come, or its absence changed the status of the host. Fired from the timing wheel, under
 * the host's lane.
 *
 * @param host name of the host
 * @param status its status now
 * @param at when this was noticed
 */
public record BeatMissed(String host, HostStatus status, Instant at) {}
