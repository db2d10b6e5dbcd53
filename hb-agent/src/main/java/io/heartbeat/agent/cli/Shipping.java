package io.heartbeat.agent.cli;

import io.heartbeat.agent.loghamster.Hamster;
import io.heartbeat.agent.loghamster.HamsterSettings;
import io.heartbeat.agent.loghamster.ShippingCounts;
import io.heartbeat.agent.systemd.ServiceManager;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.config.PumpConfig;
import io.heartbeat.settings.Settings.Loaded;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What an agent ships besides its heartbeats: files for LogHamster, the journal for the pump's senders. */
final class Shipping implements AutoCloseable {
    /** Held, for its level goes with it. */
    private static final java.util.logging.Logger PUMPS_LOG = java.util.logging.Logger.getLogger("io.heartbeat.pump");

    private final Optional<HamsterSettings> files;
    private final ShippingCounts counts = new ShippingCounts();
    private final Optional<Hamster> hamster;
    private final Optional<PumpWork> pump;

    private Shipping(Optional<HamsterSettings> files, Optional<PumpWork> pump) throws IOException {
        this.files = files;
        this.pump = pump;
        hamster =
                files.isPresent() ? Optional.of(new Hamster(files.get(), TimeSource.SYSTEM, counts)) : Optional.empty();
    }

    /**
     * Starts the pump; its HUP reads that part of the file anew.
     *
     * @param file the configuration, null for the defaults
     */
    static Shipping of(
            Optional<HamsterSettings> files, Path file, Map<String, String> environment, ServiceManager systemd)
            throws IOException {
        Optional<PumpConfig> config = ConfigFile.pump(file, environment).map(Loaded::value);
        if (config.isEmpty()) {
            return new Shipping(files, Optional.empty());
        }
        PumpWork work = new PumpWork(() -> ConfigFile.pump(file, environment).orElseThrow(), systemd, Shipping::log);
        work.start(config.get());
        work.endTogether();
        return new Shipping(files, Optional.of(work));
    }

    /** The pump's own {@code log_level}; {@code -v} shows more all the same. */
    private static void log(java.util.logging.Level level) {
        if (!PUMPS_LOG.getParent().isLoggable(java.util.logging.Level.FINE)) {
            PUMPS_LOG.setLevel(level);
        }
    }

    /** Starts with the files. */
    void start() {
        hamster.ifPresent(Hamster::start);
        files.map(HamsterSettings::target).ifPresent(target -> System.getLogger(Shipping.class.getName())
                .log(Level.INFO, "files are shipped to {0}, port {1,number,#}", target.host(), target.port()));
    }

    /** What was shipped, to follow the agent's own counts. */
    String said() {
        return hamster.isPresent() ? "; shipped: " + counts : "";
    }

    @Override
    public void close() {
        hamster.ifPresent(Hamster::close);
        pump.ifPresent(PumpWork::stop);
    }
}
