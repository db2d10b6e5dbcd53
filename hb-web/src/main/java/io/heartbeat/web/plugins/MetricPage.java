package io.heartbeat.web.plugins;

import java.util.List;

/**
 * A part of the table.
 *
 * @param total rows that fit the question
 * @param all rows there are, for who asks
 * @param plugins names of all plugins there are, for who asks
 * @param rows those asked for
 */
public record MetricPage(int total, int all, List<String> plugins, List<MetricRow> rows) {}
