package io.heartbeat.host;

import java.time.Instant;

/**
 * A host is as the database remembers it. Fired for each before the intake opens.
 *
 * @param host name of the host
 * @param status its status when the server stopped
 * @param since when that began
 */
public record HostRestored(String host, HostStatus status, Instant since) {}
