/**
 * The LogHamster server: files of other machines, byte by byte, into files here.
 *
 * <p>A connection is a {@link io.heartbeat.loghamster.Conversation} until its {@code INIT} is accepted, then a {@link
 * io.heartbeat.loghamster.Stream} into an {@link io.heartbeat.loghamster.Output}. Sockets are read by event loops that never
 * touch a disk; writing has threads of its own, and what waits between the two is bounded for each stream. An offset is
 * acknowledged when the bytes before it are synced and the {@link io.heartbeat.loghamster.Ledger} says so: what a crash leaves
 * beyond that is cut off and sent again. Files are the log store's. Source: docs/LOGHAMSTER.md.
 */
package io.heartbeat.loghamster;
