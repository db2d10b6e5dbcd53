package io.heartbeat.web.plugins;

import io.heartbeat.threshold.Level;
import java.time.Instant;

/**
 * The newest value of one metric.
 *
 * @param host its host
 * @param plugin its plugin
 * @param metric the keys below the plugin, joined by dots
 * @param number the value; NaN when it is no number
 * @param text the value as a text; null when it is a number
 * @param at when it was received
 * @param level of its alert; {@link Level#OK} without one
 */
public record MetricRow(
        String host, String plugin, String metric, double number, String text, Instant at, Level level) {}
