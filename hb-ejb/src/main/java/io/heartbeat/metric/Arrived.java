package io.heartbeat.metric;

/**
 * A report on its way to the database.
 *
 * @param host canonical name of the host
 * @param plugin name of the plugin, or {@link RttMinutes#PLUGIN}
 * @param micros reception, microseconds since the epoch
 * @param json a JSON object in UTF-8; not to be changed
 */
record Arrived(String host, String plugin, long micros, byte[] json) {}
