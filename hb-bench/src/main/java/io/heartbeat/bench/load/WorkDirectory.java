package io.heartbeat.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for one run of the bench, deleted at its end. */
public final class WorkDirectory implements AutoCloseable {
    private final Path path;

    /**
     * @param parent where to make it, or null for the system's directory for temporary files
     */
    public WorkDirectory(Path parent) throws IOException {
        path = parent == null
                ? Files.createTempDirectory("hb-bench-")
                : Files.createTempDirectory(Files.createDirectories(parent), "hb-bench-");
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** A new directory in it. */
    public Path fresh(String name) throws IOException {
        return Files.createTempDirectory(path, name + "-");
    }

    private void delete() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            System.err.println("hb-bench: " + path + " could not be deleted: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        delete();
    }
}
