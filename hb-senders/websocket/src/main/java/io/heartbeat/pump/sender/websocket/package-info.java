/**
 * The sender {@code websocket}: entries joined by NUL, compressed with Snappy, a binary frame each.
 *
 * <p>WebSocket knows no acknowledgement of messages. But a server answers a ping (RFC 6455, 5.5.2), and reads frames in their
 * order: so a ping follows each batch, and the cursor moves when its pong is there. Netty, because Java's own client neither
 * compresses (RFC 7692) nor goes through SOCKS.
 */
package io.heartbeat.pump.sender.websocket;
