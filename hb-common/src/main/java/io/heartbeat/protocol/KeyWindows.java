package io.heartbeat.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * What was seen of one key: a window for each of its last boot ids, and a floor that stands for everything forgotten. All
 * methods are called under this object's lock.
 */
final class KeyWindows {
    /** Boot ids remembered per key; senders that restart more often push out the one heard of longest ago. */
    static final int MAX_BOOTS = 8;

    final List<Window> windows = new ArrayList<>(1);
    /** Frames with a timestamp up to here may have been seen before and forgotten, ms. */
    long floor;
    /** The highest timestamp ever accepted, ms. */
    long highest = Long.MIN_VALUE;
    /** How far the sender's clock was ahead of ours when last heard, ms. */
    long ahead;
    /** Timestamps up to here are promised by the file to be refused after a crash, ms. */
    long ceiling = Long.MIN_VALUE;
    /** What the file will promise once it is in its place, ms. */
    long nextCeiling = Long.MIN_VALUE;

    KeyWindows(long floor) {
        this.floor = floor;
    }

    /** Whether a frame is new; it counts as seen then. */
    boolean accept(long bootId, long seq, long timestamp) {
        if (timestamp <= floor) {
            return false;
        }
        Window window = find(bootId);
        if (window == null) {
            if (!room(timestamp)) {
                return false;
            }
            windows.add(new Window(bootId, seq, 1, timestamp));
        } else if (window.fresh(seq)) {
            window.note(seq, timestamp);
        } else {
            return false;
        }
        highest = Math.max(highest, timestamp);
        return true;
    }

    private Window find(long bootId) {
        for (int i = 0; i < windows.size(); i++) {
            if (windows.get(i).bootId == bootId) {
                return windows.get(i);
            }
        }
        return null;
    }

    /** Makes room for one more boot id. What is forgotten, with all its frames, comes to lie under the floor. */
    private boolean room(long timestamp) {
        if (windows.size() < MAX_BOOTS) {
            return true;
        }
        Window oldest = windows.get(0);
        for (Window window : windows) {
            oldest = window.newest < oldest.newest ? window : oldest;
        }
        if (timestamp <= oldest.newest) {
            return false;
        }
        floor = Math.max(floor, oldest.newest);
        windows.remove(oldest);
        return true;
    }

    /** Computes the next promise; until it is kept by the file, the lower of both holds. */
    void promise(long now, long reserve, boolean bound) {
        nextCeiling = ahead > 0 ? now + ahead + reserve : Long.MIN_VALUE;
        ceiling = bound ? Math.min(ceiling, nextCeiling) : nextCeiling;
    }

    /** What may be said of this key after a crash: nothing up to any bound that was ever promised or reached. */
    KeyWindows forgetting(long bound) {
        KeyWindows bare = new KeyWindows(Math.max(Math.max(bound, floor), Math.max(ceiling, highest)));
        bare.highest = highest;
        bare.ahead = ahead;
        return bare;
    }
}
