package io.heartbeat.agent.cli;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.command.AllowList;
import io.heartbeat.agent.loghamster.HamsterSettings;
import io.heartbeat.agent.plugin.Plugins;
import io.heartbeat.agent.upgrade.UpgradeSettings;
import io.heartbeat.pump.config.PumpConfig;
import io.heartbeat.pump.config.PumpSettings;
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
    private static final String PUMP = "pump";

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
     * What an agent is told to do.
     *
     * @param agent heartbeats and plugins
     * @param plugins all there are; those to be asked are configured
     * @param shipped files for LogHamster, if any
     * @param pump what stands under {@code pump}
     * @param allowed what servers may ask of it
     * @param upgrades how it lets itself be upgraded
     */
    record Configured(
            AgentSettings agent,
            Plugins plugins,
            Optional<HamsterSettings> shipped,
            Optional<PumpSettings> pump,
            AllowList allowed,
            UpgradeSettings upgrades) {
        /** Whether there is something to do without a server of heartbeats. */
        boolean useful() {
            return !agent.servers().isEmpty() || shipped.isPresent() || pump.isPresent();
        }

        Configured with(AgentSettings other) {
            return new Configured(other, plugins, shipped, pump, allowed, upgrades);
        }
    }

    /**
     * Reads a file, or the defaults when there is none.
     *
     * @throws SettingsException with all problems, when there is one
     */
    static Loaded<Configured> read(Path file, Map<String, String> environment) {
        if (Format.of(file) == Format.TOML) {
            return loghamster(file, environment);
        }
        return Settings.load(file, environment, root -> {
            AgentSettings settings = AgentSettings.from(root);
            String folder = environment.getOrDefault("HBC_PLUGINS", "");
            Plugins plugins = Plugins.find(root.path("plugin_dir", folder.isEmpty() ? null : Path.of(folder)));
            plugins.configure(settings.plugins(), root.section("plugins"));
            return new Configured(
                    settings,
                    plugins,
                    shipped(root, settings),
                    pump(root, environment),
                    AllowList.from(root, root.has("key") || root.has("key_file")),
                    UpgradeSettings.from(root));
        });
    }

    private static Optional<HamsterSettings> shipped(Section root, AgentSettings settings) {
        return root.has("loghamster")
                ? Optional.of(HamsterSettings.from(root.section("loghamster"), settings.name(), settings.stateDir()))
                : Optional.empty();
    }

    /** A file of the original's: nothing but files is shipped; the rest is as without a configuration. */
    private static Loaded<Configured> loghamster(Path file, Map<String, String> environment) {
        AgentSettings defaults =
                Settings.read(null, environment, AgentSettings::from).withoutPlugins();
        Map<String, String> places = new HashMap<>(environment);
        places.keySet().removeIf(name -> name.startsWith("HB_"));
        return Settings.load(
                file,
                places,
                root -> new Configured(
                        defaults,
                        Plugins.find(null),
                        Optional.of(HamsterSettings.from(root, defaults.name(), defaults.stateDir())),
                        Optional.empty(),
                        AllowList.NOTHING,
                        UpgradeSettings.NONE));
    }

    private static Optional<PumpSettings> pump(Section root, Map<String, String> environment) {
        return root.has(PUMP) ? Optional.of(PumpFiles.keys(environment).read(root.section(PUMP))) : Optional.empty();
    }

    /** Whether a file is the agent's, with {@code pump} in it, and not the pump's own. */
    static boolean isAgents(Path file) {
        try {
            return Settings.flatten(file).keySet().stream().anyMatch(path -> path.startsWith(PUMP + "."));
        } catch (SettingsException e) {
            return false; // whoever reads it next says what is wrong
        }
    }

    /**
     * Reads the part of a file that stands under {@code pump}.
     *
     * @param file null for the defaults, which pump nothing
     * @return empty when there is none
     * @throws SettingsException with all problems of the whole file, when there is one
     */
    static Optional<Loaded<PumpConfig>> pump(Path file, Map<String, String> environment) {
        if (file == null || !isAgents(file)) {
            return Optional.empty();
        }
        Loaded<Configured> loaded = read(file, environment);
        return loaded.value()
                .pump()
                .map(settings -> new Loaded<>(
                        new PumpConfig(settings, PumpConfig.below(PUMP, Settings.flatten(file))),
                        loaded.warnings(),
                        loaded.keys()));
    }
}
