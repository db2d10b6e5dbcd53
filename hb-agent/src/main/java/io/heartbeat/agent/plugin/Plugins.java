package io.heartbeat.agent.plugin;

import io.heartbeat.agent.PluginSettings;
import io.heartbeat.protocol.Names;
import io.heartbeat.settings.Section;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All plugins there are, by name: the agent's own, and those that were dropped into a folder. */
public final class Plugins {
    private static final Logger LOG = System.getLogger(Plugins.class.getName());
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Map<String, Plugin> byName = new LinkedHashMap<>();
    private final Set<String> dropped = new LinkedHashSet<>();

    private Plugins() {}

    /** The plugins on the class path. One that cannot be loaded is logged and left out, here and below. */
    public static Plugins own() {
        Plugins plugins = new Plugins();
        ClassLoader loader = Plugins.class.getClassLoader();
        Services.of(InfoPlugin.class, loader).forEach(plugins::add);
        Services.of(MonitorPlugin.class, loader).forEach(plugins::add);
        return plugins;
    }

    /**
     * The plugins on the class path and in a folder.
     *
     * @param folder may be absent; null for none
     */
    public static Plugins find(Path folder) {
        Plugins plugins = own();
        for (Plugin plugin : Folder.plugins(folder)) {
            String name = plugins.add(plugin);
            if (name != null) {
                plugins.dropped.add(name);
            }
        }
        return plugins;
    }

    /** Answers its name, null when it cannot be used. */
    private String add(Plugin plugin) {
        String type = plugin.getClass().getName();
        String name;
        try {
            name = Strangers.call(() -> checked(plugin));
        } catch (Exception e) { // a plugin may be anyone's code
            LOG.log(Level.WARNING, "plugin {0} cannot be used: {1}", type, e.getMessage());
            return null;
        }
        Plugin other = byName.putIfAbsent(name, plugin);
        if (other != null) {
            String taken = other.getClass().getName();
            LOG.log(Level.WARNING, "plugin {0}: two have this name, {1} is used and {2} is not", name, taken, type);
        }
        return other == null ? name : null;
    }

    private static String checked(Plugin plugin) {
        String name = plugin.name();
        if (name == null || !Names.plugin(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is no name for a plugin");
        }
        if (plugin instanceof MonitorPlugin monitor
                && (monitor.interval() == null || monitor.interval().compareTo(SHORTEST) < 0)) {
            throw new IllegalArgumentException("its interval is shorter than a second");
        }
        return name;
    }

    /** Names of all plugins, in the order they were found. */
    public Collection<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Gives each plugin that is to be asked, or mentioned, its part of the configuration; unknown names are problems. */
    public void configure(Map<String, PluginSettings> settings, Section section) {
        Set<String> names = new LinkedHashSet<>(settings.keySet());
        names.addAll(dropped);
        for (String name : names) {
            if (byName.containsKey(name)) {
                configure(byName.get(name), name, section);
            } else {
                section.problem(name, "there is no such plugin; known are " + String.join(", ", names()));
            }
        }
    }

    private static void configure(Plugin plugin, String name, Section section) {
        Section own = section.section(name);
        try {
            Strangers.call(() -> {
                plugin.configure(own);
                return plugin;
            });
        } catch (Exception e) { // a plugin may be anyone's code
            section.problem(name, "the plugin cannot be set up: " + e);
        }
    }

    /**
     * The plugins to ask: those with settings, in their order, and all that were dropped into the folder, unless they are
     * disabled.
     */
    public List<Plugin> chosen(Map<String, PluginSettings> settings) {
        Set<String> names = new LinkedHashSet<>(settings.keySet());
        names.addAll(dropped);
        List<Plugin> chosen = new ArrayList<>();
        for (String name : names) {
            boolean enabled =
                    settings.getOrDefault(name, PluginSettings.DEFAULT).enabled();
            if (enabled && byName.containsKey(name)) {
                chosen.add(byName.get(name));
            }
        }
        return chosen;
    }

    /** The plugins with these names. */
    public List<Plugin> named(Collection<String> names) {
        return names.stream().map(byName::get).toList();
    }
}
