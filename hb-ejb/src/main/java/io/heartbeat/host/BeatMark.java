package io.heartbeat.host;

import java.time.Instant;

/**
 * One stroke of a host's heartbeat bar.
 *
 * @param at when the heartbeat came, or was due
 * @param rttMs its round-trip time in milliseconds, NaN when unknown
 * @param missed whether it was due and did not come
 */
public record BeatMark(Instant at, double rttMs, boolean missed) {}
