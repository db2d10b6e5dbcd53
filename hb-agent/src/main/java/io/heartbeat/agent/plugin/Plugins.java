package io.heartbeat.agent.plugin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The plugins on the class path, by name. Immutable. */
public final class Plugins {
    private static final Logger LOG = System.getLogger(Plugins.class.getName());

    private final Map<String, Plugin> byName = new LinkedHashMap<>();

    private Plugins() {}

    /** Finds all plugins that have a service entry. One that cannot be loaded is logged and left out. */
    public static Plugins find() {
        Plugins plugins = new Plugins();
        plugins.addAll(ServiceLoader.load(InfoPlugin.class));
        plugins.addAll(ServiceLoader.load(MonitorPlugin.class));
        return plugins;
    }

    private <P extends Plugin> void addAll(ServiceLoader<P> loader) {
        loader.stream().forEach(provider -> {
            try {
                add(provider.get());
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                LOG.log(
                        Level.WARNING,
                        "plugin {0} cannot be loaded: {1}",
                        provider.type().getName(),
                        e);
            }
        });
    }

    private void add(Plugin plugin) {
        Plugin other = byName.putIfAbsent(plugin.name(), plugin);
        if (other != null) {
            LOG.log(
                    Level.WARNING,
                    "plugin {0}: two classes have this name, {1} is used and {2} is not",
                    plugin.name(),
                    other.getClass().getName(),
                    plugin.getClass().getName());
        }
    }

    /** Names of all plugins, in the order they were found. */
    public Collection<String> names() {
        return List.copyOf(byName.keySet());
    }

    /**
     * The plugins with these names, in their order; unknown names are left out, and logged.
     *
     * @param names as in the configuration
     */
    public List<Plugin> named(Collection<String> names) {
        List<Plugin> chosen = new ArrayList<>();
        for (String name : names) {
            Plugin plugin = byName.get(name);
            if (plugin == null) {
                LOG.log(Level.WARNING, "plugin {0} is not known; known are {1}", name, String.join(", ", names()));
            } else {
                chosen.add(plugin);
            }
        }
        return chosen;
    }
}
