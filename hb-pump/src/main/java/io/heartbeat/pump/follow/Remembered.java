package io.heartbeat.pump.follow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is known of one followed path across restarts.
 *
 * @param followed whether it ever was; if not, the files beside it are nobody's business
 * @param serial how many generations it has had
 * @param positions of those that are not done with, the oldest first; the last is the one that had the name
 * @param finished files beside it that are not to be read again: generations that arrived, and, without an id, what was there
 *     before the first look
 */
public record Remembered(boolean followed, int serial, List<FilePosition> positions, List<FilePosition> finished) {
    /** Of a path that was never followed. */
    public static final Remembered NOTHING = new Remembered(false, 0, List.of(), List.of());

    /** As text of one line, for one path. */
    public String print(Path path) {
        return PositionText.write(Map.of(path, this)).strip();
    }

    /**
     * What {@link #print} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static Remembered parse(Path path, String text) {
        try {
            Remembered found = PositionText.read(text + "\n").get(path);
            if (found != null) {
                return found;
            }
        } catch (PositionText.BrokenException e) {
            throw new IllegalArgumentException("no position of a file: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("the position of another file than " + path);
    }

    /** The same, where the first of them has come so far. */
    public Remembered at(long offset, byte[] before) {
        FilePosition first = positions.get(0);
        List<FilePosition> moved = new ArrayList<>(positions);
        moved.set(
                0,
                new FilePosition(
                        first.id(), first.key(), first.head(), offset, Print.of(before), first.modified()));
        return new Remembered(followed, serial, moved, finished);
    }

    /** Copies the lists. */
    public Remembered {
        positions = List.copyOf(positions);
        finished = List.copyOf(finished);
    }
}
