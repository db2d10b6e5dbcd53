package io.heartbeat.ingest;

/**
 * A host was dropped: its name is free again.
 *
 * @param host canonical name
 */
public record HostForgotten(String host) {}
