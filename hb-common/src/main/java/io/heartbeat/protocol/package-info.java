/**
 * The wire between agent and server: messages, signed frames, replay windows.
 *
 * <p>Everything here is pure: bytes in, values out, no sockets, no clock of its own. What arrives is hostile; each refusal
 * has a {@link io.heartbeat.protocol.Rejection reason} so that it can be counted instead of logged. Source: docs/PROTOCOL.md.
 */
package io.heartbeat.protocol;
