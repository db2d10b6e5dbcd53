/**
 * The wire format of LogHog, the same over UDP, TCP and TLS: a frame of two numbers and a payload of JSON, signed or not.
 *
 * <p>{@link io.heartbeat.wire.loghog.MessageReader} is for the server and allocates nothing on the way of a plain message;
 * {@link io.heartbeat.wire.loghog.MessageWriter} is for clients. Both know {@link io.heartbeat.wire.loghog.Signature}. The
 * format is that of loghogd; docs/LOGHOG.md has it byte by byte, with the one field that is ours. No sockets here.
 */
package io.heartbeat.wire.loghog;
