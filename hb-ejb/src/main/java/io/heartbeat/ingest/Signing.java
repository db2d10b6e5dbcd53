package io.heartbeat.ingest;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Unproxied;
import io.heartbeat.protocol.Direction;
import io.heartbeat.protocol.KeyRing;
import io.heartbeat.protocol.ReplayWindows;
import io.heartbeat.protocol.SignedFrame;
import io.heartbeat.protocol.SigningKey;
import io.heartbeat.settings.SettingsReloaded;
import io.heartbeat.storage.StorageSettings;
import io.heartbeat.telemetry.Telemetry;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The keys of the hosts, and the memory of the frames that were seen, which outlives restarts and crashes. Thread-safe. */
@Unproxied
public class Signing {
    private static final System.Logger LOG = System.getLogger(Signing.class.getName());
    private static final Duration SAVE_INTERVAL = Duration.ofSeconds(5);

    @Resource
    private ManagedThreadFactory threads;

    private final Telemetry telemetry;
    private final ReplayWindows windows;
    private final Path file;
    private List<SigningKey> configured;
    private KeysChanged stored = KeysChanged.NONE;
    private volatile KeyRing keys;
    private volatile boolean running;

    @Inject
    Signing(IngestSettings settings, StorageSettings storage, TimeSource time, Telemetry telemetry) {
        this.telemetry = telemetry;
        configured = settings.keys();
        keys = KeyRing.of(configured);
        windows = new ReplayWindows(time.clock(), SAVE_INTERVAL);
        file = storage.dataDir().resolve(ReplayWindows.FILE);
    }

    /** The keys that are known now. */
    KeyRing keys() {
        return keys;
    }

    /** A view for one worker on the frames that come in. */
    SignedFrame frame() {
        return new SignedFrame(Direction.TO_SERVER, windows);
    }

    void restore(@Observes IntakeStarting event) {
        try {
            Files.createDirectories(file.getParent());
            LOG.log(System.Logger.Level.INFO, windows.load(file).message());
        } catch (IOException e) {
            telemetry.report(new ReplayWindowsNotSaved(file, e));
        }
    }

    synchronized void reloaded(@Observes SettingsReloaded<IngestSettings> event) {
        configured = event.settings().keys();
        keys = KeyRing.of(stored.behind(configured));
    }

    synchronized void changed(@Observes KeysChanged event) {
        stored = event;
        keys = KeyRing.of(event.behind(configured));
    }

    void opened(@Observes IntakeOpened event) {
        running = true;
        Thread thread = threads.newThread(this::saveRegularly);
        thread.setName("hb-replay-windows");
        thread.start();
    }

    void closed(@Observes IntakeClosed event) {
        running = false;
        try {
            windows.close(file);
        } catch (IOException e) {
            telemetry.report(new ReplayWindowsNotSaved(file, e));
        }
    }

    private void saveRegularly() {
        while (running) {
            LockSupport.parkNanos(SAVE_INTERVAL.toNanos());
            if (!running || Thread.interrupted()) {
                return;
            }
            try {
                windows.save(file);
            } catch (IOException e) {
                telemetry.report(new ReplayWindowsNotSaved(file, e));
            }
        }
    }
}
