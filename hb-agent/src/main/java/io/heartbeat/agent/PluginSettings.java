package io.heartbeat.agent;

import io.heartbeat.settings.Section;
import java.time.Duration;
import java.util.Optional;

/**
 * How one plugin is asked.
 *
 * @param interval time from one look to the next; absent: the plugin's own
 * @param timeout how long one look may take
 * @param enabled whether it is asked at all
 */
public record PluginSettings(Optional<Duration> interval, Duration timeout, boolean enabled) {
    /** Of a plugin that says nothing else. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(5);

    /** Of a plugin that the configuration only names. */
    public static final PluginSettings DEFAULT = new PluginSettings(Optional.empty(), Duration.ofSeconds(30), true);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Reads the section of one plugin. */
    public static PluginSettings from(Section section) {
        Duration longest = Duration.ofDays(7);
        Optional<Duration> interval = section.has("interval")
                ? Optional.of(section.seconds("interval", DEFAULT_INTERVAL, SHORTEST, longest))
                : Optional.empty();
        return new PluginSettings(
                interval,
                section.seconds("timeout", DEFAULT.timeout(), SHORTEST, longest),
                section.flag("enabled", true));
    }
}
