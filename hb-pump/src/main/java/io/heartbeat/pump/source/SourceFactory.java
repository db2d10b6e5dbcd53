package io.heartbeat.pump.source;

import io.heartbeat.settings.Section;

/** One kind of source, found by a service entry. Stateless. */
public interface SourceFactory {
    /** What a reader's {@code source} says: {@code journal}, {@code file}. */
    String type();

    /**
     * Reads the source's own keys of a reader; what is wrong becomes a problem of the section. Opens nothing.
     *
     * @param reader the section {@code readers.R}
     */
    LogSource plan(Section reader);
}
