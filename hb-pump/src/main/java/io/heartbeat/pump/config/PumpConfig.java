package io.heartbeat.pump.config;

import io.heartbeat.settings.Settings;
import io.heartbeat.settings.Settings.Loaded;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A configuration with the text it was made of, so that two can be compared.
 *
 * @param settings what it comes to
 * @param text values by their dotted path
 */
public record PumpConfig(PumpSettings settings, Map<String, String> text) {
    private static final String READERS = "readers.";

    /**
     * Reads journalpump's JSON, or the same as YAML.
     *
     * @throws io.heartbeat.settings.SettingsException with all problems, when there is one
     */
    public static Loaded<PumpConfig> load(Path file, Map<String, String> environment, PumpKeys keys) {
        Loaded<PumpSettings> loaded = Settings.load(file, environment, keys::read);
        return new Loaded<>(new PumpConfig(loaded.value(), Settings.flatten(file)), loaded.warnings(), loaded.keys());
    }

    /** The part of a larger file below a key, as text. */
    public static Map<String, String> below(String key, Map<String, String> all) {
        Map<String, String> part = new TreeMap<>();
        all.forEach((path, value) -> {
            if (path.startsWith(key + ".")) {
                part.put(path.substring(key.length() + 1), value);
            }
        });
        return part;
    }

    /** Everything outside the readers: where it differs, nothing can go on as it is. */
    public Map<String, String> foundation() {
        Map<String, String> rest = new TreeMap<>(text);
        rest.keySet().removeIf(path -> path.startsWith(READERS));
        return rest;
    }

    /** What one reader is made of; empty when there is none of the name. */
    public Map<String, String> reader(String name) {
        return below(READERS + name, text);
    }
}
