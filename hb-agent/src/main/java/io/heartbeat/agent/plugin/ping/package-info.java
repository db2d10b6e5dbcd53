/**
 * {@code ping_monitor}: whether other hosts answer, how quickly, and how many packets are lost.
 *
 * <p>Java has no raw sockets, so the system's own {@code ping} sends the ICMP packets; where there is none, or it may not,
 * a TCP connection is tried instead.
 */
package io.heartbeat.agent.plugin.ping;
