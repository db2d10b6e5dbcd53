package io.heartbeat.bench.race;

import io.heartbeat.bench.load.SendReport;

/**
 * What one trial showed.
 *
 * @param sent what the sender did
 * @param received messages that came through
 * @param cpuSeconds what the receiver spent on it, user and system
 * @param socketDrops datagrams dropped at the receiver's sockets
 * @param receiveBufferErrors datagrams dropped for want of buffer on the whole machine
 * @param check what reading every line showed; null when it was not asked for
 */
record TrialResult(
        SendReport sent,
        long received,
        double cpuSeconds,
        long socketDrops,
        long receiveBufferErrors,
        JournalCheck.Verdict check) {
    /** Whether exactly what was sent came through. */
    boolean lossless() {
        return sent.sent() > 0 && received == sent.sent() && (check == null || check.exact());
    }

    /** CPU seconds for a million messages that came through. */
    double cpuPerMillion() {
        return received == 0 ? Double.NaN : cpuSeconds * 1e6 / received;
    }
}
