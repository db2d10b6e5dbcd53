package io.heartbeat.agent.plugin;

import io.heartbeat.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Plugins with a configuration, as the agent gives it to them. */
public final class Configured {
    private Configured() {}

    /**
     * Configures a plugin.
     *
     * @param yaml what stands under its name
     * @throws io.heartbeat.settings.SettingsException with the problems
     */
    public static <P extends Plugin> P with(P plugin, String yaml) throws IOException {
        Path file = Files.createTempFile("plugin", ".yaml");
        try {
            Files.writeString(file, yaml);
            return Settings.read(file, Map.of(), section -> {
                io.heartbeat.agent.PluginSettings.from(section);
                plugin.configure(section);
                return plugin;
            });
        } finally {
            Files.delete(file);
        }
    }
}
