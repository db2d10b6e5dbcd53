package io.heartbeat.pump.follow;

import java.nio.file.Path;

/** Hears what happens to a followed file and is worth a line or a count. */
public interface FollowListener {
    /** The name belongs to another file now; the one before is read to its end. */
    default void rotated(Path path) {}

    /** The file was truncated; what was not read yet is read from a copy, if there is one. */
    default void truncated(Path path) {}

    /**
     * Bytes are gone before they were read.
     *
     * @param from the first offset that is lost
     * @param why what happened
     */
    default void lost(Path path, long from, String why) {}
}
