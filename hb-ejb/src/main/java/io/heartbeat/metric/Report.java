package io.heartbeat.metric;

import java.time.Instant;

/**
 * One report of a plugin.
 *
 * @param timestamp when it was received
 * @param json the message as received, a JSON object in UTF-8 that still carries ID, name and plugin; not to be changed
 */
public record Report(Instant timestamp, byte[] json) {}
