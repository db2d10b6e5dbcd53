/**
 * The sender {@code loghog}: messages in LogHog's wire format over TCP or TLS, signed.
 *
 * <p>LogHog knows no acknowledgement. So a batch travels over a connection of its own: its end is announced, and what the
 * server answers by closing means that it has read everything. Wire format: {@code io.heartbeat.wire.loghog}; manual:
 * docs/LOGHOG.md.
 */
package io.heartbeat.pump.sender.loghog;
