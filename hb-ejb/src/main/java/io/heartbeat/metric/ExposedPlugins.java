package io.heartbeat.metric;

import io.heartbeat.protocol.Names;
import io.heartbeat.settings.Section;
import java.util.List;

/**
 * Plugins whose numbers stand among the server's own metrics. Read at the start.
 *
 * @param plugins their names, none by default
 */
public record ExposedPlugins(List<String> plugins) {
    /** Copies the list. */
    public ExposedPlugins {
        plugins = List.copyOf(plugins);
    }

    /** Reads metrics_plugins. */
    public static ExposedPlugins from(Section root) {
        List<String> plugins = root.texts("metrics_plugins");
        plugins.stream()
                .filter(name -> !Names.plugin(name))
                .forEach(name -> root.problem("metrics_plugins", "`" + name + "` can be no plugin's name"));
        return new ExposedPlugins(plugins);
    }
}
