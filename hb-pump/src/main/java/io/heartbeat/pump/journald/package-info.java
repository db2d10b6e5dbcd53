/**
 * Reads systemd's journal: the files themselves by positional reads, in pure Java, or {@code journalctl -o export} where a
 * file asks for something this reader does not know.
 *
 * <p>{@link JournalReader#open} is the door. Boundary: knows entries, cursors and files; neither configuration nor JSON nor
 * senders. The files are mapped into memory by nobody: one that is truncated while it is read would kill the process.
 *
 * <p>Source: systemd's JOURNAL_FILE_FORMAT and JOURNAL_EXPORT_FORMAT, and what journalctl does where they are silent.
 */
package io.heartbeat.pump.journald;
