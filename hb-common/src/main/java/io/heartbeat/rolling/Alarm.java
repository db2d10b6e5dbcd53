package io.heartbeat.rolling;

import java.time.Instant;

/**
 * A file cannot be written at present.
 *
 * @param reason what a person reads: path and the system's own words, {@code /var/log/x: No space left on device}
 * @param since when it began, wall clock
 */
public record Alarm(String reason, Instant since) {}
