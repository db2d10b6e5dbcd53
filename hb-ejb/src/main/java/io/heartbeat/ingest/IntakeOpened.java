package io.heartbeat.ingest;

/**
 * The intake listens: silence counts from here.
 *
 * @param steadyMillis the moment on the steady clock
 */
public record IntakeOpened(long steadyMillis) {}
