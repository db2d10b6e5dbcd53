package io.heartbeat.agent.cli;

import io.heartbeat.agent.Version;
import io.heartbeat.agent.cli.Upgrading.Ready;
import io.heartbeat.agent.systemd.ServiceManager;
import io.heartbeat.agent.upgrade.Trial;
import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A new version tries to take the place of this process, which stands aside and watches. When it shows no answered heartbeat in
 * time it is ended, and this process goes on as if nothing had been. Until it has shown one, {@code current} leads to the
 * present version: a machine that stops in between starts that one.
 */
final class Handover {
    private static final Logger LOG = System.getLogger(Handover.class.getName());

    private final Path stateDir;
    private final List<String> arguments;
    private final Duration patience;
    private final ServiceManager systemd;
    private volatile Trial trial;

    Handover(Path stateDir, List<String> arguments, Duration patience, ServiceManager systemd) {
        this.stateDir = stateDir;
        this.arguments = List.copyOf(arguments);
        this.patience = patience;
        this.systemd = systemd;
    }

    /** Ends what is on trial, with this process. */
    void end() {
        Trial running = trial;
        if (running != null) {
            running.end();
        }
    }

    /**
     * Tries a version; this process's own sockets and files are closed by now.
     *
     * @return whether it has taken over
     */
    boolean attempt(Upgrading upgrading, Ready ready) throws InterruptedException {
        LOG.log(Level.INFO, "version {0} is tried", ready.order().version());
        Path proof = stateDir.resolve("trial-" + ready.order().version());
        try {
            Map<Path, byte[]> seen = replays();
            Files.deleteIfExists(proof);
            trial = Trial.start(ready.version(), arguments, proof);
            boolean passed = trial.passes(ready.order().version(), patience, TimeSource.SYSTEM, this::stillHere);
            if (passed) {
                upgrading.settle(ready);
                systemd.mainPid(trial.pid());
                LOG.log(
                        Level.INFO,
                        "version {0} gives way to {1}, process {2}",
                        Version.current(),
                        ready.order().version(),
                        Long.toString(trial.pid()));
                trial = null;
                return true;
            }
            end();
            restore(seen);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "version {0}: {1}", ready.order().version(), e.toString());
            end();
        } finally {
            delete(proof);
        }
        trial = null;
        return false;
    }

    private void stillHere() {
        if (systemd.watchdog().isPresent()) {
            systemd.alive();
        }
    }

    /** What of this process's frames was seen: the one on trial marks the files as in use, and is killed with that. */
    private Map<Path, byte[]> replays() throws IOException {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        if (Files.isDirectory(stateDir)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(stateDir, "replay-*.bin")) {
                for (Path file : found) {
                    files.put(file, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private static void restore(Map<Path, byte[]> files) throws IOException {
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Path beside = file.getKey().resolveSibling(file.getKey().getFileName() + ".new");
            Files.write(beside, file.getValue());
            Files.move(beside, file.getKey(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a file of the trial stays: {0}", e.toString());
        }
    }
}
