package io.heartbeat.agent;

import java.time.Instant;
import java.util.Map;

/**
 * What a plugin said once.
 *
 * @param plugin name of the plugin
 * @param time when it was said, wall clock
 * @param metrics its metrics: text, numbers, booleans, lists and maps of these; an {@code error} text when it failed
 * @param lasting whether it holds for as long as the agent runs, so that a server which comes back is told again
 */
public record Report(String plugin, Instant time, Map<String, Object> metrics, boolean lasting) {}
