package io.heartbeat.agent.upgrade;

import io.heartbeat.protocol.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where agents are installed side by side: {@code versions/1.0.0}, {@code versions/1.1.0}, and {@code current}, a link to the
 * one that is run.
 *
 * @param root folder of all that
 * @param own folder of the version that runs now
 */
public record Home(Path root, Path own) {
    private static final Logger LOG = System.getLogger(Home.class.getName());
    private static final String CURRENT = "current";
    private static final String VERSIONS = "versions";

    /**
     * The layout that this process runs in.
     *
     * @param classPath of this process, whose first element is {@code versions/VERSION/lib/hb-agent.jar}
     * @return empty when it was installed otherwise
     */
    public static Optional<Home> of(String classPath) {
        try {
            Path jar =
                    Path.of(classPath.split(java.io.File.pathSeparator, 2)[0]).toRealPath();
            Path own = Optional.ofNullable(jar.getParent()).map(Path::getParent).orElse(null);
            Path versions = own == null ? null : own.getParent();
            if (versions == null || !VERSIONS.equals(versions.getFileName().toString())) {
                return Optional.empty();
            }
            Home home = new Home(versions.getParent(), own);
            return home.current().equals(Optional.of(own)) ? Optional.of(home) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // not a file that we run from: not installed like this
        }
    }

    /** The version that {@code current} leads to; empty when it leads nowhere. */
    Optional<Path> current() {
        try {
            return Optional.of(root.resolve(CURRENT).toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Where a version lies, or would lie. */
    Path version(Release release) {
        return root.resolve(VERSIONS).resolve(release.text());
    }

    /** A folder for a version that is being unpacked, empty. */
    Path beside(Release release) throws IOException {
        Path beside = root.resolve(VERSIONS).resolve(release.text() + ".new");
        delete(beside);
        return Files.createDirectory(beside);
    }

    /** From now on this version is the one that is run: one rename, which no crash can leave half done. */
    public void makeCurrent(Path version) throws IOException {
        Path link = root.resolve(CURRENT + ".new");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, root.relativize(version));
        Files.move(link, root.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes all versions but these; what cannot be deleted, as that of another user, stays and is said. */
    void keepOnly(List<Path> versions) {
        try (Stream<Path> all = Files.list(root.resolve(VERSIONS))) {
            for (Path version : all.toList()) {
                if (!versions.contains(version)) {
                    delete(version);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "an old version cannot be deleted, and stays: {0}", e.toString());
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause(); // of a folder that cannot be read
        }
    }
}
