package io.heartbeat.agent.cli;

import io.heartbeat.agent.systemd.ServiceManager;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.checkpoint.SenderStatus;
import io.heartbeat.pump.config.PumpConfig;
import io.heartbeat.pump.pipeline.Around;
import io.heartbeat.pump.pipeline.LaneStatus;
import io.heartbeat.pump.pipeline.Pause;
import io.heartbeat.pump.pipeline.Pump;
import io.heartbeat.settings.Settings.Loaded;
import io.heartbeat.settings.SettingsException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A running pump with its reloads and its end. */
final class PumpWork {
    private static final Logger LOG = System.getLogger(PumpWork.class.getName());
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Supplier<Loaded<PumpConfig>> source;
    private final ServiceManager systemd;
    private final Consumer<java.util.logging.Level> logs;
    private final ExecutorService background = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "pump-background");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch broken = new CountDownLatch(1);
    private final Pump pump;

    /**
     * Not started yet.
     *
     * @param source reads the configuration anew
     * @param logs is told what is to be logged at least, at the start and with each reload
     */
    PumpWork(Supplier<Loaded<PumpConfig>> source, ServiceManager systemd, Consumer<java.util.logging.Level> logs) {
        this.source = source;
        this.systemd = systemd;
        this.logs = logs;
        this.pump = new Pump(new Around(TimeSource.SYSTEM, Pause.SLEEP, background, this::broke));
    }

    /** What supervises the process starts it anew; a process that stayed would ship nothing. */
    private void broke(String where, Throwable failure) {
        LOG.log(Level.ERROR, "the thread \"{0}\" cannot go on, the process ends: {1}", where, failure.toString());
        broken.countDown();
    }

    /** Opens when a thread cannot go on. */
    CountDownLatch broken() {
        return broken;
    }

    Pump pump() {
        return pump;
    }

    void start(PumpConfig config) throws IOException {
        logs.accept(config.settings().logLevel());
        pump.start(config);
        Hangup.onSignal(this::reload);
    }

    /** Takes the configuration as it is now; a bad one changes nothing. */
    private void reload() {
        systemd.reloading(TimeSource.SYSTEM.steadyNanos() / 1000);
        try {
            Loaded<PumpConfig> loaded = source.get();
            loaded.warnings().forEach(warning -> LOG.log(Level.WARNING, "{0}", warning));
            pump.reload(loaded.value(), DRAIN);
            logs.accept(loaded.value().settings().logLevel());
            LOG.log(Level.INFO, "the configuration was read anew");
        } catch (SettingsException e) {
            e.problems().forEach(problem -> LOG.log(Level.ERROR, "the old configuration stays: {0}", problem));
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "the new configuration cannot be taken: {0}",
                    e instanceof IOException ? e.getMessage() : e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        systemd.ready();
    }

    /** Has a process that does more than this end when a thread of the pump cannot go on. */
    void endTogether() {
        Thread watching = new Thread(this::exitWhenBroken, "pump-end");
        watching.setDaemon(true);
        watching.start();
    }

    private void exitWhenBroken() {
        try {
            broken.await();
            System.exit(ExitCode.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One line for the service manager. */
    static String summary(List<LaneStatus> lanes) {
        long well = lanes.stream()
                .filter(lane -> lane.status() == SenderStatus.CONNECTED)
                .count();
        long waiting = lanes.stream().mapToLong(LaneStatus::waiting).sum();
        return well + " of " + lanes.size() + " senders connected, " + waiting + " entries wait";
    }

    /** Drains and saves, within a bound. */
    void stop() {
        try {
            pump.stop(DRAIN);
        } catch (IOException e) {
            LOG.log(Level.ERROR, "the state could not be saved: {0}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        background.shutdownNow();
    }
}
