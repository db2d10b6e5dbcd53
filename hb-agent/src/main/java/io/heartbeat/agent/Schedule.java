package io.heartbeat.agent;

/**
 * Moments at an even distance on the steady clock: a late one does not push the others back, so nothing drifts.
 *
 * <p>A moment that is missed by half a period or more (a suspended machine) is taken once and the row starts anew from
 * there: never a burst. Not thread-safe: it belongs to one loop.
 */
public final class Schedule {
    private final long period;
    private long next;

    /**
     * @param first the first moment, steady milliseconds
     * @param period distance in milliseconds, at least 1
     */
    public Schedule(long first, long period) {
        if (period < 1) {
            throw new IllegalArgumentException("period must be at least 1 ms, is " + period);
        }
        this.period = period;
        this.next = first;
    }

    /** Whether the next moment has come. */
    public boolean due(long now) {
        return now - next >= 0;
    }

    /** The next moment, steady milliseconds. */
    public long next() {
        return next;
    }

    /** Ticks off the moment that is due. */
    public void taken(long now) {
        long late = now - next;
        next = late >= (period + 1) / 2 ? now + period : next + period;
    }
}
