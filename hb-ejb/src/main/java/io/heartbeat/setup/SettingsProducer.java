package io.heartbeat.setup;

import io.heartbeat.access.AccessSettings;
import io.heartbeat.access.ldap.LdapSettings;
import io.heartbeat.access.oidc.OidcSettings;
import io.heartbeat.alert.AlertSettings;
import io.heartbeat.command.CommandSettings;
import io.heartbeat.dns.DnsSettings;
import io.heartbeat.host.HostSettings;
import io.heartbeat.ingest.IngestSettings;
import io.heartbeat.journal.JournalSettings;
import io.heartbeat.loghamster.LoghamsterSettings;
import io.heartbeat.loghog.LogHogSettings;
import io.heartbeat.metric.ExposedPlugins;
import io.heartbeat.metric.MetricSettings;
import io.heartbeat.notify.NotifySettings;
import io.heartbeat.settings.Settings;
import io.heartbeat.settings.SettingsException;
import io.heartbeat.status.StatusSettings;
import io.heartbeat.storage.StorageSettings;
import io.heartbeat.threshold.ThresholdSettings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/**
 * Reads the configuration once and hands its parts to whoever injects them, as they were at the start. Records cannot be
 * proxied: each injection point gets the record itself. Thread-safe.
 */
@ApplicationScoped
public class SettingsProducer {
    private static final System.Logger LOG = System.getLogger(SettingsProducer.class.getName());

    private ServerSettings settings;
    private Path file;

    /** Says what was read; a configuration with problems ends the deployment. */
    @PostConstruct
    void load() {
        file = ServerSettings.location().orElse(null);
        try {
            Settings.Loaded<ServerSettings> loaded = ServerSettings.load(file, System.getenv());
            settings = loaded.value();
            LOG.log(
                    Level.INFO,
                    "configuration: {0}, {1} keys",
                    file == null ? "defaults, no file" : file,
                    loaded.keys());
            loaded.warnings().forEach(warning -> LOG.log(Level.WARNING, "{0}", warning));
        } catch (SettingsException e) {
            LOG.log(Level.ERROR, "the configuration cannot be used:{0}{1}", System.lineSeparator(), e.getMessage());
            throw e;
        }
    }

    /** The whole. */
    @Produces
    public ServerSettings server() {
        return settings;
    }

    /** The file it came from, null when there was none. */
    public Path file() {
        return file;
    }

    @Produces
    IngestSettings ingest() {
        return settings.ingest();
    }

    @Produces
    HostSettings host() {
        return settings.host();
    }

    @Produces
    StorageSettings storage() {
        return settings.storage();
    }

    @Produces
    JournalSettings journal() {
        return settings.journal();
    }

    @Produces
    MetricSettings metric() {
        return settings.metric();
    }

    @Produces
    WebSettings web() {
        return settings.web();
    }

    @Produces
    AccessSettings access() {
        return settings.access();
    }

    /** Null when there is no directory. */
    @Produces
    LdapSettings ldap() {
        return settings.ldap().orElse(null);
    }

    /** Null when there is no provider. */
    @Produces
    OidcSettings oidc() {
        return settings.oidc().orElse(null);
    }

    @Produces
    ThresholdSettings threshold() {
        return settings.threshold();
    }

    @Produces
    AlertSettings alert() {
        return settings.alert();
    }

    @Produces
    ExposedPlugins exposed() {
        return settings.exposed();
    }

    @Produces
    DnsSettings dns() {
        return settings.dns();
    }

    @Produces
    CommandSettings command() {
        return settings.command();
    }

    @Produces
    NotifySettings notification() {
        return settings.notification();
    }

    @Produces
    LogHogSettings loghog() {
        return settings.loghog();
    }

    @Produces
    StatusSettings status() {
        return settings.status();
    }

    /** Null when LogHamster is not configured. */
    @Produces
    LoghamsterSettings loghamster() {
        return settings.loghamster().orElse(null);
    }
}
