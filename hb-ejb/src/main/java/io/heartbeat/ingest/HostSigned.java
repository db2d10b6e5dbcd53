package io.heartbeat.ingest;

/**
 * A host sent its first signed message; from now on it is held to signing.
 *
 * @param host canonical name
 */
public record HostSigned(String host) {}
