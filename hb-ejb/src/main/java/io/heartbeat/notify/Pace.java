package io.heartbeat.notify;

/** So many a minute, a few at once: a bucket that fills evenly. On the steady clock. Not thread-safe. */
final class Pace {
    private static final double MINUTE_MILLIS = 60_000;
    private static final double SHARE_AT_ONCE = 6;

    private final double perMilli;
    private final double capacity;
    private double filled;
    private long at;

    /** @param now milliseconds of the steady clock */
    Pace(int perMinute, long now) {
        this(perMinute, Math.max(1, perMinute / SHARE_AT_ONCE), now);
    }

    /** @param atOnce how many may go together after a rest */
    Pace(int perMinute, double atOnce, long now) {
        perMilli = perMinute / MINUTE_MILLIS;
        capacity = atOnce;
        filled = capacity;
        at = now;
    }

    /** Whether one may go now; it is counted then. */
    boolean take(long now) {
        fill(now);
        if (filled < 1) {
            return false;
        }
        filled -= 1;
        return true;
    }

    /** What was taken was not used. */
    void giveBack() {
        filled = Math.min(capacity, filled + 1);
    }

    private void fill(long now) {
        filled = Math.min(capacity, filled + (now - at) * perMilli);
        at = now;
    }
}
