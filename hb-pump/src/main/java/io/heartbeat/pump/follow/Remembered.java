package io.heartbeat.pump.follow;

import java.util.List;

/**
 * What is known of one followed path across restarts.
 *
 * @param followed whether it ever was, and is known with the files beside it; if not, older ones are nobody's business
 * @param serial how many generations it has had
 * @param positions of those that are not done with, the oldest first; the last is the one that had the name
 * @param finished files beside it that are not to be read again: generations that arrived, and, without an id, what was there
 *     before the first look
 */
public record Remembered(boolean followed, int serial, List<FilePosition> positions, List<FilePosition> finished) {
    /** Of a path that was never followed. */
    public static final Remembered NOTHING = new Remembered(false, 0, List.of(), List.of());

    /** Of a path of which one place is known, and nothing of the files beside it: those last written before it are not read. */
    public static Remembered place(FilePosition position) {
        return new Remembered(false, 1, List.of(position), List.of());
    }

    /** Copies the lists. */
    public Remembered {
        positions = List.copyOf(positions);
        finished = List.copyOf(finished);
    }
}
