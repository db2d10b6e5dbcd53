package io.heartbeat.logstore.search;

import java.util.List;

/**
 * What a search found.
 *
 * @param lines oldest first
 * @param complete false when time ran out before every part was looked at
 * @param scanned bytes that were read, unpacked
 */
public record LogAnswer(List<LogLine> lines, boolean complete, long scanned) {
    /** Copies the list. */
    public LogAnswer {
        lines = List.copyOf(lines);
    }
}
