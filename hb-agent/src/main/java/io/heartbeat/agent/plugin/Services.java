package io.heartbeat.agent.plugin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Service entries of plugins. One that cannot be loaded is logged and left out, the others are taken. */
final class Services {
    private static final Logger LOG = System.getLogger(Services.class.getName());
    private static final int MAX_FAULTS = 100;

    private Services() {}

    static <P extends Plugin> List<P> of(Class<P> kind, ClassLoader loader) {
        List<P> plugins = new ArrayList<>();
        Iterator<P> entries = ServiceLoader.load(kind, loader).iterator();
        int faults = 0;
        boolean more = true;
        while (more && faults < MAX_FAULTS) {
            try {
                more = entries.hasNext();
                if (more) {
                    plugins.add(entries.next());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                faults++;
                LOG.log(Level.WARNING, "a plugin cannot be loaded: {0}", e);
            }
        }
        return plugins;
    }
}
