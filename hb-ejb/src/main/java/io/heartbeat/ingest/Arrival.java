package io.heartbeat.ingest;

import java.net.InetSocketAddress;

/**
 * When and from where a datagram came.
 *
 * @param epochMicros wall clock at reception, microseconds since 1970-01-01T00:00:00Z
 * @param source observed source address and port
 * @param signed whether a valid signature was on it
 */
public record Arrival(long epochMicros, InetSocketAddress source, boolean signed) {}
