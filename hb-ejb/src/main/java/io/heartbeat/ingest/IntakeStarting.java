package io.heartbeat.ingest;

/**
 * The intake is about to open: the moment to restore what is known, and to fire {@link HostKnown} for each host.
 */
public record IntakeStarting() {}
