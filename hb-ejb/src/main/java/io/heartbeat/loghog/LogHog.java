package io.heartbeat.loghog;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Unproxied;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.settings.SettingsReloaded;
import io.heartbeat.telemetry.Telemetry;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.concurrent.ThreadFactory;

/** The receiver as the server knows it: off unless it is configured. Thread-safe. */
@Unproxied
public class LogHog {
    private static final System.Logger LOG = System.getLogger(LogHog.class.getName());

    private final LogHogSettings settings;
    private final LogStore store;
    private final TimeSource time;
    private final Telemetry telemetry;
    private volatile LogHogServer server;

    @Inject
    LogHog(LogHogSettings settings, LogStore store, TimeSource time, Telemetry telemetry) {
        this.settings = settings;
        this.store = store;
        this.time = time;
        this.telemetry = telemetry;
    }

    /**
     * Binds the ports, if there are any.
     *
     * @throws IllegalStateException naming what is in the way
     */
    void open(ThreadFactory threads) {
        if (settings.enabled()) {
            server = new LogHogServer(settings, store, time, telemetry, threads);
            server.open();
        }
    }

    void reloaded(@Observes SettingsReloaded<LogHogSettings> event) {
        LogHogServer open = server;
        if (open != null) {
            open.reload(event.settings().facilities());
            LOG.log(
                    Level.INFO,
                    "LogHog follows {0} facilities",
                    event.settings().facilities().all().count());
        }
    }

    void close() {
        LogHogServer open = server;
        server = null;
        if (open != null) {
            open.close();
        }
    }
}
