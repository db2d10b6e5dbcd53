package io.heartbeat.setup;

import io.heartbeat.settings.SettingsException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Looks whether the configuration file, or one that it names, changed and reads all again if so. One with problems changes nothing: what was read
 * before stays. For one thread.
 */
final class Reload {
    private static final System.Logger LOG = System.getLogger(Reload.class.getName());

    private final Path file;
    private final Supplier<ServerSettings> read;
    private final BiConsumer<ServerSettings, ServerSettings> changed;
    private ServerSettings current;
    private String stamp;

    /**
     * @param current what the server runs with
     * @param read reads the file anew
     * @param changed is told of the configuration before and after, when it was read without a problem
     */
    Reload(
            Path file,
            ServerSettings current,
            Supplier<ServerSettings> read,
            BiConsumer<ServerSettings, ServerSettings> changed) {
        this.file = file;
        this.current = current;
        this.read = read;
        this.changed = changed;
        this.stamp = stamp();
    }

    /** One look; a broken file is told once, until it changes again. */
    void look() {
        String now = stamp();
        if (now.equals(stamp)) {
            return;
        }
        stamp = now;
        ServerSettings before = current;
        try {
            current = read.get();
        } catch (SettingsException e) {
            LOG.log(
                    Level.ERROR,
                    "{0} changed and has problems, the configuration stays as it was:{1}{2}",
                    file,
                    System.lineSeparator(),
                    e.getMessage());
            return;
        }
        stamp = stamp();
        List<String> restart = current.restartNeeded(before);
        LOG.log(Level.INFO, "{0} changed and was read again", file);
        if (!restart.isEmpty()) {
            LOG.log(Level.WARNING, "a restart is needed for changes of {0}", String.join("; ", restart));
        }
        changed.accept(before, current);
    }

    private String stamp() {
        StringBuilder stamps = new StringBuilder(stamp(file));
        current.otherFiles().forEach(other -> stamps.append(' ').append(stamp(other)));
        return stamps.toString();
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException absent) {
            return "absent"; // between two steps of an editor, or for good: reading it will tell
        }
    }
}
