package io.heartbeat.host;

import java.net.InetAddress;
import java.time.Instant;

/**
 * What one heartbeat says about its host.
 *
 * @param at reception, wall clock
 * @param steady reception, steady clock in milliseconds
 * @param interval seconds to the next one, NaN when not said
 * @param rttMs round-trip time in milliseconds, NaN when not said
 * @param boot first heartbeat after a start of the agent
 * @param shutdown the host goes down on purpose
 * @param text one-off text, null when none
 * @param version version of the agent, null when not said
 * @param source observed source address
 */
public record Beat(
        Instant at,
        long steady,
        double interval,
        double rttMs,
        boolean boot,
        boolean shutdown,
        String text,
        String version,
        InetAddress source) {}
