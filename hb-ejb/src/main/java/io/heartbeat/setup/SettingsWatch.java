package io.heartbeat.setup;

import io.heartbeat.access.AccessSettings;
import io.heartbeat.alert.AlertSettings;
import io.heartbeat.flow.Turns;
import io.heartbeat.host.HostSettings;
import io.heartbeat.ingest.IngestSettings;
import io.heartbeat.loghog.LogHogSettings;
import io.heartbeat.notify.NotifySettings;
import io.heartbeat.settings.SettingsReloaded;
import io.heartbeat.status.StatusSettings;
import io.heartbeat.threshold.ThresholdSettings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Follows the configuration file while the server runs, and tells features what changed of theirs by
 * {@link SettingsReloaded}: hosts' auth and keys, interval and grace, tags, thresholds, parents and groups, public pages, facilities of
 * LogHog, users and roles, notifications. The rest waits for a restart, and the log
 * says so. (A signal cannot be caught inside the servers.)
 */
@Startup
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SettingsWatch {
    private static final System.Logger LOG = System.getLogger(SettingsWatch.class.getName());
    private static final int SECONDS = 3;

    @Inject
    private SettingsProducer settings;

    @Inject
    private Event<SettingsReloaded<IngestSettings>> ingest;

    @Inject
    private Event<SettingsReloaded<HostSettings>> host;

    @Inject
    private Event<SettingsReloaded<ThresholdSettings>> threshold;

    @Inject
    private Event<SettingsReloaded<AlertSettings>> alert;

    @Inject
    private Event<SettingsReloaded<LogHogSettings>> loghog;

    @Inject
    private Event<SettingsReloaded<StatusSettings>> status;

    @Inject
    private Event<SettingsReloaded<NotifySettings>> notification;

    @Inject
    private Event<SettingsReloaded<AccessSettings>> access;

    @Resource
    private ManagedThreadFactory threads;

    private Turns turns;

    @PostConstruct
    void start() {
        Path file = settings.file();
        if (file == null) {
            return;
        }
        Reload reload = new Reload(
                file,
                settings.server(),
                () -> ServerSettings.load(file, System.getenv()).value(),
                this::tell);
        turns = new Turns(
                "hb-settings", "looking at the configuration", Duration.ofSeconds(SECONDS), () -> look(reload));
        turns.begin(threads);
    }

    @PreDestroy
    void stop() {
        if (turns != null) {
            turns.end(() -> {});
        }
    }

    /** A fault in a feature's observer must not end the looking. */
    private static void look(Reload reload) {
        try {
            reload.look();
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "the changed configuration could not be handed to every feature; restart the server",
                    e);
        }
    }

    private void tell(ServerSettings before, ServerSettings after) {
        if (!after.ingest().equals(before.ingest())) {
            ingest.fire(new SettingsReloaded<>(after.ingest()));
        }
        if (!after.host().equals(before.host())) {
            host.fire(new SettingsReloaded<>(after.host()));
        }
        if (!after.threshold().equals(before.threshold())) {
            threshold.fire(new SettingsReloaded<>(after.threshold()));
        }
        if (!after.alert().equals(before.alert())) {
            alert.fire(new SettingsReloaded<>(after.alert()));
        }
        if (!after.status().equals(before.status())) {
            status.fire(new SettingsReloaded<>(after.status()));
        }
        if (!after.notification().equals(before.notification())) {
            notification.fire(new SettingsReloaded<>(after.notification()));
        }
        if (!after.access().equals(before.access()) && !after.loginChanged(before)) {
            access.fire(new SettingsReloaded<>(after.access()));
        }
        if (!after.loghog().equals(before.loghog())) {
            loghog.fire(new SettingsReloaded<>(after.loghog()));
        }
    }
}
