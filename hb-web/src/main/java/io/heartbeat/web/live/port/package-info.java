/**
 * The live feed on ports of its own ({@code ws_port}, {@code wss_port}), whatever the path: for clients that do not come
 * through the web port. A small Netty server; same frames, same rights, same {@link io.heartbeat.web.live.LiveFeed} as on the
 * web port. TLS from PEM files, so that a renewed certificate needs no restart, which a container's listener would.
 */
package io.heartbeat.web.live.port;
