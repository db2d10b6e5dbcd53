/**
 * The map: in which order observers hear one datagram, and nothing else. Read this first.
 *
 * <p>socket → Codec → lane of the host → {@code BeatReceived} or {@code PluginReported} → the observers in the order of
 * {@link io.heartbeat.flow.Order}. All of it happens on one thread, under the lane's lock; nobody in it may block.
 */
package io.heartbeat.flow;
