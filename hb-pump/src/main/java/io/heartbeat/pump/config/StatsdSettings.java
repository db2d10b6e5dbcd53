package io.heartbeat.pump.config;

import java.util.Map;

/**
 * Where metrics go.
 *
 * @param host name or address
 * @param port UDP
 * @param prefix of every metric's name
 * @param tags of every metric
 */
public record StatsdSettings(String host, int port, String prefix, Map<String, String> tags) {}
