package io.heartbeat.journal;

import java.util.List;

/**
 * What was found in the journal.
 *
 * @param lines the newest first
 * @param complete whether all of the time that was asked for was looked at
 * @param sealed backups in that time that are encrypted, and so were not looked at
 */
public record JournalAnswer(List<JournalLine> lines, boolean complete, int sealed) {
    /** Copies the list. */
    public JournalAnswer {
        lines = List.copyOf(lines);
    }
}
