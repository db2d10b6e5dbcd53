package io.heartbeat.agent;

import java.time.Duration;
import java.util.Optional;

/**
 * How one plugin is asked.
 *
 * @param interval time from one look to the next; absent: the plugin's own
 * @param timeout how long one look may take
 */
public record PluginSettings(Optional<Duration> interval, Duration timeout) {
    /** Of a plugin that says nothing else. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(300);

    /** Of a plugin that the configuration only names. */
    public static final PluginSettings DEFAULT = new PluginSettings(Optional.empty(), Duration.ofSeconds(30));
}
