package io.heartbeat.agent.cli;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.plugin.Plugins;
import io.heartbeat.settings.Settings;
import io.heartbeat.settings.Settings.Loaded;
import io.heartbeat.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
     * What the agent runs with.
     *
     * @param settings what the file says
     * @param plugins all there are; those to be asked are configured
     */
    record Setup(AgentSettings settings, Plugins plugins) {}

    /**
     * Reads a file, or the defaults when there is none.
     *
     * @throws SettingsException with all problems, when there is one
     */
    static Loaded<Setup> read(Path file, Map<String, String> environment) {
        return Settings.load(file, environment, root -> {
            AgentSettings settings = AgentSettings.from(root);
            String folder = environment.getOrDefault("HBC_PLUGINS", "");
            Plugins plugins = Plugins.find(root.path("plugin_dir", folder.isEmpty() ? null : Path.of(folder)));
            plugins.configure(settings.plugins(), root.section("plugins"));
            return new Setup(settings, plugins);
        });
    }
}
