package io.heartbeat.pump.pipeline;

import io.heartbeat.pump.checkpoint.SenderStatus;

/**
 * How far one sender came.
 *
 * @param sent entries that the destination has, ever
 * @param waiting entries that wait for it
 * @param readUpTo time of the entry that was read last, microseconds since 1970; 0 for none since the start
 * @param caughtUp whether there is nothing left to read and to send
 */
public record LaneStatus(
        String reader, String sender, SenderStatus status, long sent, int waiting, long readUpTo, boolean caughtUp) {}
