package io.heartbeat.pump.follow;

import java.util.List;

/**
 * What is known of one followed path across restarts.
 *
 * @param serial how many generations it has had
 * @param positions of those that are not done with, the oldest first; the last is the one that had the name
 */
public record Remembered(int serial, List<FilePosition> positions) {
    /** Of a path that was never followed. */
    public static final Remembered NOTHING = new Remembered(0, List.of());

    /** Copies the list. */
    public Remembered {
        positions = List.copyOf(positions);
    }
}
