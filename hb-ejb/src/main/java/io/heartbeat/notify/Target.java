package io.heartbeat.notify;

/**
 * One receiver over one channel.
 *
 * @param channel name of the channel
 * @param receiver name of the receiver
 */
record Target(String channel, String receiver) {}
