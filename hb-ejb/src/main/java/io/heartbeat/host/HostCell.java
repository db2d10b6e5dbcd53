package io.heartbeat.host;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The place of one host in memory: its state, its heartbeat bar, and what the wheel and the store noted about it. Written
 * under the host's lane; {@code state} may be read by anyone.
 */
final class HostCell {
    /** Strokes of the heartbeat bar. */
    static final int BAR = 60;

    volatile HostState state;

    /** Whether the database knows less than {@code state}. */
    volatile boolean dirty;

    /** Whether it once sent a signed message. */
    volatile boolean signed;

    /** Reception of its last signed heartbeat, epoch milliseconds; 0 when there was none since the start. */
    volatile long signedAt;

    /** Set when the host was dropped, so that the wheel forgets it too. */
    volatile boolean dropped;

    /** Steady milliseconds of the wheel's next look; the wheel's own. */
    volatile long lookAt = Long.MAX_VALUE;

    /** Steady milliseconds at which the next stroke is due if no heartbeat comes; under the lane. */
    long strokeDueAt;

    /** Missed strokes in a row; under the lane. */
    int missed;

    private final long[] at = new long[BAR];
    private final float[] rtt = new float[BAR];
    private int strokes;

    HostCell(HostState state) {
        this.state = state;
    }

    /** Adds a stroke; a missed one has a negative round-trip time. */
    synchronized void stroke(long epochMillis, double rttMs, boolean wasMissed) {
        int slot = strokes++ % BAR;
        at[slot] = epochMillis;
        rtt[slot] = wasMissed ? -1 : (float) rttMs;
    }

    /** The strokes, oldest first. */
    synchronized List<BeatMark> bar() {
        int count = Math.min(strokes, BAR);
        List<BeatMark> bar = new ArrayList<>(count);
        for (int i = strokes - count; i < strokes; i++) {
            int slot = i % BAR;
            boolean gone = rtt[slot] < 0;
            bar.add(new BeatMark(Instant.ofEpochMilli(at[slot]), gone ? Double.NaN : rtt[slot], gone));
        }
        return bar;
    }
}
