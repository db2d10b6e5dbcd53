package io.heartbeat.pump.source;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;

/** The checked configuration of one reader's source. Immutable, thread-safe. */
public interface LogSource {
    /**
     * Opens a stream of its own for one sender.
     *
     * @param after cursor of the entry behind which to begin, as {@link LogStream#place} printed it; null to begin where the
     *     configuration says. A cursor that is gone, or that cannot be read, begins at the oldest entry behind it, or at the
     *     oldest at all: none is skipped
     */
    LogStream open(String after, TimeSource time) throws IOException;

    /** Which of two places of this source comes first, as {@link LogStream#place} gives them; 0 where nobody can tell. */
    int compare(Object one, Object other);

    /** The place that a cursor names; throws {@link IllegalArgumentException} for what is none. */
    Object place(String cursor);
}
