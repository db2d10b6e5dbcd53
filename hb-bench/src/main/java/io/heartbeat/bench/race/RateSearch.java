package io.heartbeat.bench.race;

/**
 * Looks for the highest rate without loss: from a first guess up or down by a factor until it is caught between a rate that
 * passed and one that did not, then halves the gap on the scale of ratios. A rate that lost something is tried once more before
 * it counts as failed: a compiler or a disk that was busy for half a second says nothing about the rate. Pure state, not
 * thread-safe.
 */
final class RateSearch {
    /** The gap at which it is found well enough. */
    static final double CLOSE = 1.04;

    private static final double REACHED = 0.93;

    /** What the sender could not send nobody could lose: after so many trials there is nothing above to try. */
    private static final int SHORTFALLS = 2;

    private final double stride;
    private final int most;
    private double next;
    private double passed;
    private double failed = Double.POSITIVE_INFINITY;
    private int steps;
    private int shortfalls;
    private boolean doubted;

    /**
     * @param guess first rate to try
     * @param stride factor to go up or down by, until it is caught
     * @param most trials at most
     */
    RateSearch(double guess, double stride, int most) {
        this.next = guess;
        this.stride = stride;
        this.most = most;
    }

    /** Whether no more trials are needed or allowed. */
    boolean done() {
        return steps >= most || senderIsLimit() || passed > 0 && failed / passed < CLOSE;
    }

    /** The rate to try now, datagrams a second. */
    double rate() {
        return next;
    }

    /**
     * Takes the outcome of a trial.
     *
     * @param sentRate the rate that really left
     * @param lossless whether everything came through
     */
    void outcome(double sentRate, boolean lossless) {
        steps++;
        if (lossless) {
            passed = Math.max(passed, sentRate);
            shortfalls += sentRate < REACHED * next ? 1 : 0;
            doubted = false;
        } else if (!doubted) {
            doubted = true;
            return;
        } else {
            doubted = false;
            failed = Math.min(failed, Math.min(sentRate, next));
        }
        if (failed <= passed) {
            failed = passed * CLOSE * CLOSE;
        }
        if (Double.isInfinite(failed)) {
            next = passed * stride;
        } else {
            next = passed == 0 ? failed / stride : Math.sqrt(passed * failed);
        }
    }

    /** The highest rate that passed, 0 when none did. */
    double best() {
        return passed;
    }

    /** Whether the sender, and not the receiver, ended the search: the true figure is higher. */
    boolean senderIsLimit() {
        return shortfalls >= SHORTFALLS;
    }
}
