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
import io.heartbeat.settings.Location;
import io.heartbeat.settings.Section;
import io.heartbeat.settings.Settings;
import io.heartbeat.status.StatusSettings;
import io.heartbeat.storage.StorageSettings;
import io.heartbeat.threshold.ThresholdSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration of the whole server, one part for each feature. Immutable. */
public record ServerSettings(
        IngestSettings ingest,
        HostSettings host,
        StorageSettings storage,
        JournalSettings journal,
        MetricSettings metric,
        WebSettings web,
        AccessSettings access,
        Optional<LdapSettings> ldap,
        Optional<OidcSettings> oidc,
        ThresholdSettings threshold,
        AlertSettings alert,
        ExposedPlugins exposed,
        DnsSettings dns,
        CommandSettings command,
        NotifySettings notification,
        LogHogSettings loghog,
        Optional<LoghamsterSettings> loghamster,
        StatusSettings status) {

    /** Where the configuration of this server is: the file, if there is one. */
    public static Optional<Path> location() {
        return location(System.getProperty("heartbeat.config", ""), System.getenv(), System.getProperty("user.home"));
    }

    /**
     * The file by the rule: system property heartbeat.config, variable HB_CONFIG, ~/.hb.yaml, /etc/heartbeat/hb.yaml.
     *
     * @param property value of heartbeat.config, empty for none
     */
    static Optional<Path> location(String property, Map<String, String> environment, String home) {
        return Location.find(
                List.of(property, environment.getOrDefault("HB_CONFIG", "")),
                List.of(Path.of(home, ".hb.yaml"), Path.of("/etc/heartbeat/hb.yaml")));
    }

    /**
     * The configuration of this server, read now.
     *
     * @throws io.heartbeat.settings.SettingsException with all problems
     */
    public static ServerSettings located() {
        return load(location().orElse(null), System.getenv()).value();
    }

    /**
     * Reads a configuration.
     *
     * @param file null for none: environment and defaults
     * @throws io.heartbeat.settings.SettingsException with all problems
     */
    public static Settings.Loaded<ServerSettings> load(Path file, Map<String, String> environment) {
        return Settings.load(file, environment, ServerSettings::from);
    }

    private static ServerSettings from(Section root) {
        AccessSettings access = AccessSettings.from(root);
        StorageSettings storage = StorageSettings.from(root);
        return new ServerSettings(
                IngestSettings.from(root),
                HostSettings.from(root),
                storage,
                JournalSettings.from(root, storage.dataDir()),
                MetricSettings.from(root),
                WebSettings.from(root, access),
                access,
                LdapSettings.from(root),
                OidcSettings.from(root),
                ThresholdSettings.from(root),
                AlertSettings.from(root),
                ExposedPlugins.from(root),
                DnsSettings.from(root),
                CommandSettings.from(root, storage.dataDir()),
                NotifySettings.from(root),
                LogHogSettings.from(root, storage.dataDir()),
                LoghamsterSettings.from(root, storage.dataDir()),
                StatusSettings.from(root));
    }

    /** The files besides the configuration itself that it was read from, to be looked at for changes like it. */
    List<Path> otherFiles() {
        List<Path> files = new ArrayList<>(loghog.files());
        files.addAll(notification.files());
        return files;
    }

    /**
     * Whether a login is needed now and was not before, or the other way round: what the server listens on depends on it, and a
     * file that was saved half must open it to nobody.
     */
    boolean loginChanged(ServerSettings before) {
        return access.loginNeeded() != before.access.loginNeeded();
    }

    /** Names of the parts that differ from another configuration and are only read at a start. */
    List<String> restartNeeded(ServerSettings before) {
        List<String> parts = new ArrayList<>();
        if (!ingest.sameSockets(before.ingest)) {
            parts.add("hb_port, hb_host, max_hosts or receivers");
        }
        if (!storage.equals(before.storage)) {
            parts.add("data_dir or db_…");
        }
        if (!journal.equals(before.journal)) {
            parts.add("journal_…");
        }
        if (!dns.equals(before.dns)) {
            parts.add("dyndomains, nsupdate_… or dns_…");
        }
        if (!command.equals(before.command)) {
            parts.add("agent_… or commands_keep");
        }
        if (!host.keepTransitions().equals(before.host.keepTransitions())) {
            parts.add("keep_transitions");
        }
        if (!metric.equals(before.metric)) {
            parts.add("metrics_…");
        }
        if (!web.equals(before.web)) {
            parts.add("hbd_…, ws_…, wss_…, cert_path, trusted_proxies or logfile");
        }
        if (loginChanged(before)) {
            parts.add("users, as there are the first ones or none any more");
        }
        if (!ldap.equals(before.ldap) || !oidc.equals(before.oidc)) {
            parts.add("ldap or oidc");
        }
        if (!exposed.equals(before.exposed)) {
            parts.add("metrics_plugins");
        }
        if (!loghog.sameButFacilities(before.loghog)) {
            parts.add("loghog, other than its facilities");
        }
        if (!loghamster.equals(before.loghamster)) {
            parts.add("loghamster");
        }
        return parts;
    }
}
