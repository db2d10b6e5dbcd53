package io.heartbeat.host;

import java.time.Instant;

/**
 * A host's status changed, and the fact is stored. Fired after the store, on the writer's thread.
 *
 * @param id number of the stored row, ascending
 * @param host name of the host
 * @param from status before
 * @param to status after
 * @param at when it happened
 * @param reason what a person reads: {@code no heartbeat for 95 s}
 */
public record HostTransitioned(long id, String host, HostStatus from, HostStatus to, Instant at, String reason) {}
