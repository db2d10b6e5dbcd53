package io.heartbeat.logstore.search;

import io.heartbeat.logstore.LogSource;
import java.time.Instant;

/**
 * A line that was found.
 *
 * @param micros its moment, microseconds since 1970
 * @param source the log that it stands in
 * @param host where it comes from; empty when unknown
 * @param severity null when it tells none
 * @param text without moment and host where those were ours
 */
public record LogLine(long micros, LogSource source, String host, Severity severity, String text) {
    /** Its moment. */
    public Instant at() {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }
}
