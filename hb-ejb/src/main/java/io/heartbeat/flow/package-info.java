/**
 * The map: in which order observers hear one datagram, and who may touch a host when. Read this first.
 *
 * <p>socket → Codec → lane of the host → {@code BeatReceived} or {@code PluginReported} → the observers in the order of
 * {@link io.heartbeat.flow.Order}. All of it happens on one thread, under the host's {@link io.heartbeat.flow.Lanes lane};
 * nobody in it may block. Silence enters the same way, as {@code BeatMissed}. What would block has {@link io.heartbeat.flow.Turns}
 * on a thread of its own.
 */
package io.heartbeat.flow;
