package io.heartbeat.web.live;

import java.util.ArrayDeque;
import java.util.List;

/**
 * The last frames, for whoever comes back. Sequence numbers start at the wall clock's milliseconds × 1000 and so ascend across
 * restarts too. Not thread-safe: {@link Audience} guards it.
 */
final class History {
    private final int capacity;
    private final ArrayDeque<Frame> frames;
    private long last;
    private long floor;

    /**
     * @param capacity most frames kept
     * @param epochMillis wall clock at the start
     */
    History(int capacity, long epochMillis) {
        this.capacity = capacity;
        this.frames = new ArrayDeque<>(capacity);
        this.last = epochMillis * 1000;
        this.floor = last;
    }

    /** Number of the newest frame. */
    long last() {
        return last;
    }

    void add(Frame frame) {
        if (frames.size() == capacity) {
            floor = frames.removeFirst().seq();
        }
        frames.addLast(frame);
        last = frame.seq();
    }

    /** Leaves a gap: whoever was here before it needs a snapshot. */
    void skip() {
        frames.clear();
        last++;
        floor = last;
    }

    /** All frames after a number, oldest first; null when some of them are not here, or the number is from elsewhere. */
    List<Frame> since(long seq) {
        if (seq < floor || seq > last) {
            return null;
        }
        return frames.stream().filter(frame -> frame.seq() > seq).toList();
    }
}
