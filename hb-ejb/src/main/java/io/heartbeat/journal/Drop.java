package io.heartbeat.journal;

import java.util.Locale;

/** Why a line is not in the journal. Each is one value of the label {@code reason} of {@code hbd_journal_lines_dropped_total}. */
enum Drop {
    /** The disk cannot be written (the alarm is on) and all buffers are full. */
    DISK,
    /** The disk answered too slowly for too long, and all buffers are full. */
    STALLED,
    /** The server was stopping: the journal was closed, or the last buffers could not be written any more. */
    CLOSED;

    /** The label value. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
