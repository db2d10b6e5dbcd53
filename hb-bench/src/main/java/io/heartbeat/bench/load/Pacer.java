package io.heartbeat.bench.load;

/**
 * How many datagrams are due by the steady clock, in small bursts. A sender that falls behind does not flood to catch up:
 * beyond {@value #LATE_MILLIS} ms the schedule moves, and the time lost is counted. Not thread-safe.
 */
final class Pacer {
    static final int LATE_MILLIS = 50;
    private static final double BURSTS_A_SECOND = 5000;

    private final double rate;
    private final long count;
    private final double burst;
    private long start;
    private long lateNanos;

    /**
     * @param rate datagrams a second, 0 for full blast
     * @param count how many in all
     * @param now steady nanoseconds
     */
    Pacer(double rate, long count, long now) {
        this.rate = rate;
        this.count = count;
        this.burst = Math.min(LoadSpec.BLOCK, Math.max(1, rate / BURSTS_A_SECOND));
        this.start = now;
    }

    /**
     * How many may leave now; 0 when it is not yet time for a burst.
     *
     * @param sent how many have left
     * @param now steady nanoseconds
     */
    long due(long sent, long now) {
        if (rate == 0) {
            return count - sent;
        }
        long behind = now - start - (long) (sent * 1e9 / rate);
        if (behind > LATE_MILLIS * 1_000_000L) {
            start += behind;
            lateNanos += behind;
        }
        long due = Math.min(count, (long) ((now - start) * rate / 1e9)) - sent;
        return due >= burst || sent + due == count ? due : 0;
    }

    /** Steady nanoseconds at which the next burst is due. */
    long wake(long sent) {
        return rate == 0 ? start : start + (long) ((sent + burst) * 1e9 / rate) + 1;
    }

    long lateMillis() {
        return lateNanos / 1_000_000;
    }
}
