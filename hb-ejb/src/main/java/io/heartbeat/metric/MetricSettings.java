package io.heartbeat.metric;

import io.heartbeat.settings.Section;
import java.time.Duration;

/**
 * What is kept of the plugins' reports. Read at a start.
 *
 * @param enabled {@code metrics_enabled}: whether reports are stored at all; without, only memory has the newest
 * @param keepReports {@code metrics_keep_reports}: how long the reports themselves stay; roll-ups have their own times
 * @param flush {@code metrics_flush}: how long a report waits for the database at most, while that keeps up
 */
public record MetricSettings(boolean enabled, Duration keepReports, Duration flush) {
    /** What an empty configuration means. */
    public static final MetricSettings DEFAULT = new MetricSettings(true, Duration.ofDays(2), Duration.ofSeconds(5));

    /** Reads the keys that begin with {@code metrics_}. */
    public static MetricSettings from(Section root) {
        return new MetricSettings(
                root.flag("metrics_enabled", DEFAULT.enabled),
                root.seconds("metrics_keep_reports", DEFAULT.keepReports, Duration.ofHours(1), Duration.ofDays(90)),
                root.seconds("metrics_flush", DEFAULT.flush, Duration.ofSeconds(1), Duration.ofMinutes(1)));
    }
}
