/**
 * Reading systemd's journal, beside journalctl on the same files. A {@link io.heartbeat.bench.journal.Contender} is a process
 * that works through a journal once; senders join by being one more.
 */
package io.heartbeat.bench.journal;
