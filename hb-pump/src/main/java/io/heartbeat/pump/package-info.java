/**
 * Ships logs: reads systemd's journal and files, filters entries, and hands them to senders.
 *
 * <p>Boundary: knows neither the agent's command line nor any destination's client library. {@code hb-agent} starts it,
 * {@code hb-senders} bring the destinations, each as a jar of its own, so that an agent loads only what its configuration
 * names.
 */
package io.heartbeat.pump;
