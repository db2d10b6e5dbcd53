package io.heartbeat.threshold;

import io.heartbeat.settings.Section;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All thresholds. May change while the server runs.
 *
 * @param defaults of every host
 * @param configs further profiles by name
 * @param hosts names of the profiles that lie on the defaults, by host, the lowest first
 * @param renotifyInterval time between reminders of a level that lasts
 */
public record ThresholdSettings(
        Profile defaults, Map<String, Profile> configs, Map<String, List<String>> hosts, Duration renotifyInterval) {
    /** Copies the maps. */
    public ThresholdSettings {
        configs = Map.copyOf(configs);
        hosts = Map.copyOf(hosts);
    }

    /** The thresholds of one host: the defaults and its profiles, layered left to right. */
    public Profile of(String host) {
        Profile layered = defaults;
        for (String name : hosts.getOrDefault(host, List.of())) {
            layered = layered.under(configs.get(name));
        }
        return layered;
    }

    /** Whether anything is configured. */
    public boolean configured() {
        return !defaults.thresholds().isEmpty() || !configs.isEmpty() || !hosts.isEmpty();
    }

    /** Reads thresholds, threshold_configs, threshold_renotify_interval and threshold_config of each host. */
    public static ThresholdSettings from(Section root) {
        Map<String, Profile> configs = new LinkedHashMap<>();
        root.sections("threshold_configs").forEach((name, config) -> configs.put(name, config(config)));
        Map<String, List<String>> hosts = new LinkedHashMap<>();
        root.sections("hosts").forEach((name, host) -> {
            List<String> names = host.texts("threshold_config");
            names.stream()
                    .filter(config -> !configs.containsKey(config))
                    .forEach(config -> host.problem("threshold_config", unknown(config, configs)));
            if (!names.isEmpty()) {
                hosts.put(name, names);
            }
        });
        return new ThresholdSettings(
                Profile.from(root.section("thresholds")),
                configs,
                hosts,
                root.seconds(
                        "threshold_renotify_interval",
                        Duration.ofHours(1),
                        Duration.ofSeconds(1),
                        Duration.ofDays(365)));
    }

    /** Plugins either directly or under {@code thresholds}, as people write both. */
    private static Profile config(Section config) {
        return Profile.from(config.isSection("thresholds") ? config.section("thresholds") : config);
    }

    private static String unknown(String config, Map<String, Profile> configs) {
        String known = configs.isEmpty() ? "there is none" : "there are " + String.join(", ", configs.keySet());
        return "`" + config + "` is no name under threshold_configs; " + known;
    }
}
