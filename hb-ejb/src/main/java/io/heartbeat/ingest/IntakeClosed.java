package io.heartbeat.ingest;

/**
 * The intake has stopped and no event of it will follow: the moment to write down what is still in memory.
 */
public record IntakeClosed() {}
