package io.heartbeat.protocol;

/**
 * The sequence numbers of one boot id that were seen: the highest and the 63 below it. Numbers further below count as seen.
 * Guarded by the {@link KeyWindows} that holds it.
 */
final class Window {
    static final int WIDTH = 64;

    final long bootId;
    long highest;
    /** Bit n stands for {@code highest - n}. */
    long seen;
    /** The highest timestamp of its frames, ms. */
    long newest;

    Window(long bootId, long highest, long seen, long newest) {
        this.bootId = bootId;
        this.highest = highest;
        this.seen = seen;
        this.newest = newest;
    }

    /** Whether the number was not seen before. */
    boolean fresh(long seq) {
        if (Long.compareUnsigned(seq, highest) > 0) {
            return true;
        }
        long behind = highest - seq;
        return Long.compareUnsigned(behind, WIDTH) < 0 && (seen >>> behind & 1) == 0;
    }

    /** Notes a fresh number. */
    void note(long seq, long timestamp) {
        if (Long.compareUnsigned(seq, highest) > 0) {
            long ahead = seq - highest;
            seen = Long.compareUnsigned(ahead, WIDTH) < 0 ? seen << ahead | 1 : 1;
            highest = seq;
        } else {
            seen |= 1L << highest - seq;
        }
        newest = Math.max(newest, timestamp);
    }
}
