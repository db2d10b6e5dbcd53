/**
 * The agent {@code hbc}: says every few seconds that this host is alive, and how it does.
 *
 * <p>Here stand the words that its parts share (settings, reports, schedules, counters). The parts below know this package
 * and never each other; {@link io.heartbeat.agent.cli} puts them together.
 */
package io.heartbeat.agent;
