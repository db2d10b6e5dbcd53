package io.heartbeat.agent.link;

/**
 * Heartbeats of one server: their numbers, which were answered, how long it took, and what that says of the server.
 *
 * <p>Presence follows from unanswered heartbeats, not from elapsed time: after the agent itself was suspended no server
 * looks away. Not thread-safe.
 */
final class Beats {
    private static final int UNANSWERED_UNTIL_AWAY = 2;
    private static final int REMEMBERED = 16;
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] sentSeq = new long[REMEMBERED];
    private final long[] sentNanos = new long[REMEMBERED];
    private final double[] sentTime = new double[REMEMBERED];
    private long seq;
    private int unanswered;
    private double rttMs = Double.NaN;
    private Presence presence = Presence.AWAITED;

    /**
     * A new heartbeat is about to be sent.
     *
     * @return whether the server counts as away from now on
     */
    boolean next() {
        boolean turnsAway = unanswered >= UNANSWERED_UNTIL_AWAY && presence != Presence.AWAY;
        if (turnsAway) {
            presence = Presence.AWAY;
        }
        seq++;
        unanswered++;
        return turnsAway;
    }

    /**
     * The current heartbeat leaves, for the first time or again.
     *
     * @param time what it says the time is
     * @param nanos when it leaves, steady clock
     */
    void sent(double time, long nanos) {
        int slot = (int) (seq % REMEMBERED);
        sentSeq[slot] = seq;
        sentTime[slot] = time;
        sentNanos[slot] = nanos;
    }

    /**
     * An acknowledgement came.
     *
     * @param echoedSeq its number as received, null when it had none
     * @param echoedTime its time as received, null when it had none
     * @return whether it answers one of the last heartbeats, for the first time
     */
    boolean answered(String echoedSeq, String echoedTime, long nanos) {
        long answeredSeq = number(echoedSeq);
        int slot = (int) (answeredSeq % REMEMBERED);
        if (answeredSeq < 1 || sentSeq[slot] != answeredSeq) {
            return false;
        }
        if (echoedTime != null && Double.parseDouble(echoedTime) != sentTime[slot]) {
            return false;
        }
        sentSeq[slot] = 0;
        rttMs = Math.max(0, nanos - sentNanos[slot]) / NANOS_PER_MILLI;
        unanswered = (int) Math.min(unanswered, seq - answeredSeq);
        presence = Presence.HERE;
        return true;
    }

    private static long number(String echoed) {
        return echoed != null && echoed.matches("[0-9]{1,18}") ? Long.parseLong(echoed) : -1;
    }

    /** Number of the current heartbeat; 0 before the first. */
    long seq() {
        return seq;
    }

    /** Whether the current heartbeat still waits for its answer. */
    boolean pending() {
        return unanswered > 0;
    }

    /** Milliseconds of the last heartbeat that was answered, NaN before the first. */
    double rttMs() {
        return rttMs;
    }

    Presence presence() {
        return presence;
    }
}
