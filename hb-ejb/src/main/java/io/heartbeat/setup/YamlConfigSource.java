package io.heartbeat.setup;

import io.heartbeat.settings.Settings;
import io.heartbeat.settings.SettingsException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The configuration file for MicroProfile Config: {@code interval} is {@code hb.interval}, {@code hosts.web.owner} is
 * {@code hb.hosts.web.owner}. The environment (HB_INTERVAL) and system properties win by MicroProfile's own rule. Secrets
 * are left out, as servers show what MicroProfile knows. Never fails: a file that is absent or broken is an empty source,
 * and whoever reads it for good tells what is wrong. Immutable.
 */
public final class YamlConfigSource implements ConfigSource {
    private static final System.Logger LOG = System.getLogger(YamlConfigSource.class.getName());
    private static final int ABOVE_THE_ARCHIVES_OWN = 150;
    private static final String PREFIX = "hb.";
    private static final Pattern SECRET =
            Pattern.compile("(.*[._])?(password|key|token|secret)|mattermost_url|pushover_user");

    private final Map<String, String> properties;

    /** By the rule of {@link ServerSettings#location()}. Called by the service loader. */
    public YamlConfigSource() {
        this(ServerSettings.location().orElse(null));
    }

    YamlConfigSource(Path file) {
        properties = Map.copyOf(read(file));
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> properties = new HashMap<>();
        if (file != null) {
            try {
                Settings.flatten(file).forEach((path, value) -> {
                    if (!SECRET.matcher(path).matches()) {
                        properties.put(PREFIX + path, value);
                    }
                });
            } catch (SettingsException e) {
                LOG.log(Level.DEBUG, "MicroProfile Config goes without {0}: {1}", file, e.getMessage());
            }
        }
        return properties;
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public String getValue(String name) {
        return properties.get(name);
    }

    @Override
    public String getName() {
        return "hb.yaml";
    }

    @Override
    public int getOrdinal() {
        return ABOVE_THE_ARCHIVES_OWN;
    }
}
