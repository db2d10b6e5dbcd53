/**
 * The message journal: every accepted message as one line of JSON, with the bytes as they were received.
 *
 * <p>Start at {@link io.heartbeat.journal.Journal}. A worker of the ingest formats its line into a large buffer of its own;
 * one writer thread takes full buffers, and all of them every few milliseconds, to an
 * {@link io.heartbeat.rolling.RollingFile}. Buffers are bounded, so memory is; a disk that fails costs lines, which are
 * counted by reason, and never a heartbeat. The journal hears events and knows no other feature. Source:
 * docs/MESSAGE_JOURNAL.md.
 */
package io.heartbeat.journal;
