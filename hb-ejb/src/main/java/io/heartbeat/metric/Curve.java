package io.heartbeat.metric;

import java.util.List;

/**
 * What one metric did in a stretch of time.
 *
 * @param path as it was asked for
 * @param points one for each step, null where nothing was reported
 */
public record Curve(String path, List<Summary> points) {}
