package io.heartbeat.pump.follow;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** A path whose last name may hold {@code *}, {@code ?}, {@code [a-z]} or {@code {a,b}}. */
public record Wildcards(Path directory, String pattern) {
    /** Of a path as it is written. */
    public static Wildcards of(Path path) {
        return new Wildcards(
                path.toAbsolutePath().getParent(), path.getFileName().toString());
    }

    /** Whether it can mean more than one file. */
    public boolean several() {
        return pattern.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /** Whether it means this path. */
    public boolean means(Path path) {
        return directory.equals(path.getParent())
                && (several()
                        ? FileSystems.getDefault()
                                .getPathMatcher("glob:" + pattern)
                                .matches(path.getFileName())
                        : path.getFileName().toString().equals(pattern));
    }

    /** The plain files that are meant now, sorted, at most so many; the one path itself when it has no wildcards. */
    public List<Path> files(int most) throws IOException {
        if (!several()) {
            return List.of(directory.resolve(pattern));
        }
        TreeSet<Path> found = new TreeSet<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, pattern)) {
                for (Path file : files) {
                    if (found.size() < most && Files.isRegularFile(file)) {
                        found.add(file);
                    }
                }
            } catch (DirectoryIteratorException failure) {
                throw failure.getCause();
            }
        }
        return List.copyOf(found);
    }
}
