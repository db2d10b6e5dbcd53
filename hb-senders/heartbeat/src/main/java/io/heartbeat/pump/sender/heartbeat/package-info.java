/**
 * The sender {@code heartbeat}: lines in the log store of our own server, through its LogHamster port.
 *
 * <p>Why that door: it is there, it has TLS, and it acknowledges what is synced. All that a sender ever sent is one stream of
 * bytes ({@code v:2} of the dialogue). Before a batch leaves, {@link io.heartbeat.pump.sender.heartbeat.Mark} notes on the
 * disk where in the stream it begins; whoever comes after a cut connection or a crash, of either end, asks the server how far
 * it got, compares the last bytes, and sends the rest. Dialogue: {@code io.heartbeat.wire.loghamster}, docs/LOGHAMSTER.md.
 */
package io.heartbeat.pump.sender.heartbeat;
