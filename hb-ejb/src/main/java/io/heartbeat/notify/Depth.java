package io.heartbeat.notify;

import java.time.Instant;

/**
 * How much waits for a channel.
 *
 * @param count notifications that are not settled
 * @param oldest since when the oldest of them waits
 */
record Depth(long count, Instant oldest) {}
