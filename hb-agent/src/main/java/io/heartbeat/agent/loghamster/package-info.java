/**
 * The LogHamster client: ships files, byte by byte, to a LogHamster server, ours or the original.
 *
 * <p>Start at {@link io.heartbeat.agent.loghamster.Hamster}. Each followed file has a {@link
 * io.heartbeat.agent.loghamster.FileSender} with a thread and a connection of its own, so that no file waits for another. A
 * position moves when the server says that what lies before it is on its disk; nothing is kept in memory, for the file is
 * there. What happens to files is {@code io.heartbeat.pump.follow}'s.
 */
package io.heartbeat.agent.loghamster;
