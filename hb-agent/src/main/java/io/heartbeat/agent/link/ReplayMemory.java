package io.heartbeat.agent.link;

import io.heartbeat.agent.Schedule;
import io.heartbeat.agent.ServerAddress;
import io.heartbeat.protocol.ReplayWindows;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Which signed replies of one server were seen, kept in a file of the state directory. Saved off the link's thread, for a
 * disk may hang. A disk that fails is logged once and costs the memory across a restart, nothing else.
 */
final class ReplayMemory {
    /** After a crash, replies are refused for three times as long at most: less than the minute that orders mostly live. */
    static final Duration SAVE_INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = System.getLogger(ReplayMemory.class.getName());

    private final ReplayWindows windows;
    private final Path file;
    private final Surroundings around;
    private final Schedule schedule;
    private volatile boolean failing;

    ReplayMemory(Path stateDir, ServerAddress server, Surroundings around) {
        this.around = around;
        this.windows = new ReplayWindows(new WallClock(around.time()), SAVE_INTERVAL);
        this.file = stateDir.resolve("replay-" + server.toString().replaceAll("[^A-Za-z0-9.-]", "_") + ".bin");
        long first = around.time().steadyMillis() + SAVE_INTERVAL.toMillis();
        this.schedule = new Schedule(first, SAVE_INTERVAL.toMillis());
    }

    ReplayWindows windows() {
        return windows;
    }

    /** Takes up what the last process saw. */
    void load() {
        attempt(() -> {
            Files.createDirectories(file.toAbsolutePath().getParent());
            LOG.log(Level.DEBUG, "{0}", windows.load(file).message());
        });
    }

    /** Saves when it is time. */
    void turn(long now) {
        if (schedule.due(now)) {
            schedule.taken(now);
            around.executor().execute(() -> attempt(() -> windows.save(file)));
        }
    }

    /** When it is time to save again, steady milliseconds. */
    long next() {
        return schedule.next();
    }

    /** Saves for good; nothing is accepted any more. */
    void close() {
        attempt(() -> windows.close(file));
    }

    @FunctionalInterface
    private interface DiskWork {
        void run() throws IOException;
    }

    private void attempt(DiskWork work) {
        try {
            work.run();
            failing = false;
        } catch (IOException e) {
            LOG.log(
                    failing ? Level.DEBUG : Level.WARNING,
                    "{0} cannot be written ({1}): after a restart, old replies may be taken for new; see state_dir",
                    file,
                    e);
            failing = true;
        }
    }
}
