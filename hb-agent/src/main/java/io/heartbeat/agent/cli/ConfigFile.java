package io.heartbeat.agent.cli;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.loghamster.HamsterSettings;
import io.heartbeat.agent.plugin.Plugins;
import io.heartbeat.settings.Format;
import io.heartbeat.settings.Section;
import io.heartbeat.settings.Settings;
import io.heartbeat.settings.Settings.Loaded;
import io.heartbeat.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which configuration file is meant, and what it says. */
final class ConfigFile {
    private ConfigFile() {}

    /** The named file, else {@code ~/.hbc.yaml}, else {@code /etc/heartbeat/hbc.yaml}, else null. */
    static Path find(Path named, Map<String, String> environment) {
        if (named != null) {
            return named;
        }
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return List.of(Path.of(home, ".hbc.yaml"), Path.of("/etc/heartbeat/hbc.yaml")).stream()
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
    }

    /**
     * Reads a file, or the defaults when there is none.
     *
     * @throws SettingsException with all problems, when there is one
     */
    static Loaded<Configured> read(Path file, Map<String, String> environment, Plugins plugins) {
        if (Format.of(file) == Format.TOML) {
            return loghamster(file, environment);
        }
        return Settings.load(file, environment, root -> {
            AgentSettings settings = AgentSettings.from(root);
            checkNames(root, settings, plugins);
            return new Configured(settings, shipped(root, settings));
        });
    }

    /**
     * What an agent is told to do.
     *
     * @param agent heartbeats and plugins
     * @param shipped files for LogHamster, if any
     */
    record Configured(AgentSettings agent, Optional<HamsterSettings> shipped) {
        /** Whether there is something to do without a server of heartbeats. */
        boolean useful() {
            return !agent.servers().isEmpty() || shipped.isPresent();
        }
    }

    private static Optional<HamsterSettings> shipped(Section root, AgentSettings settings) {
        return root.has("loghamster")
                ? Optional.of(HamsterSettings.from(root.section("loghamster"), settings.name(), settings.stateDir()))
                : Optional.empty();
    }

    /** A file of the original's: nothing but files is shipped; the rest is as without a configuration. */
    private static Loaded<Configured> loghamster(Path file, Map<String, String> environment) {
        AgentSettings defaults = Settings.read(null, environment, AgentSettings::from).withoutPlugins();
        Map<String, String> places = new HashMap<>(environment);
        places.keySet().removeIf(name -> name.startsWith("HB_"));
        return Settings.load(
                file,
                places,
                root -> new Configured(
                        defaults, Optional.of(HamsterSettings.from(root, defaults.name(), defaults.stateDir()))));
    }

    private static void checkNames(Section root, AgentSettings settings, Plugins plugins) {
        for (String name : settings.plugins().keySet()) {
            if (!plugins.names().contains(name)) {
                root.section("plugins")
                        .problem(name, "there is no such plugin; known are " + String.join(", ", plugins.names()));
            }
        }
    }
}
