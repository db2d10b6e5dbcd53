package io.heartbeat.ingest;

/**
 * A host is known before it was heard in this run: from the database or the configuration.
 *
 * @param host canonical name
 * @param signed whether it once sent a signed message, and is held to that
 */
public record HostKnown(String host, boolean signed) {}
