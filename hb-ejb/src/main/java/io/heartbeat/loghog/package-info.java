/**
 * The LogHog receiver: messages of programs over UDP, TCP and TLS, written to one file for each facility, or for each host and
 * facility. Wire-compatible with loghogd; docs/LOGHOG.md lists what is better.
 *
 * <p>A socket's event loop does all of it: cut frames, read, check the signature, find the facility, format the line, hand one
 * read's lines to the file. So nothing is queued, and what the disk does not take stops the reading of TCP, and is counted for
 * UDP. Start at {@link io.heartbeat.loghog.Intake}. Writes through {@code logstore}; nothing is known here of searches or pages.
 */
package io.heartbeat.loghog;
