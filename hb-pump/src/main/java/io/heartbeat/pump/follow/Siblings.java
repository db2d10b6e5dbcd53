package io.heartbeat.pump.follow;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Files beside a followed one whose names say that they are older generations of it: {@code app.log.1}, {@code app.log-20260102}. */
final class Siblings {
    private static final int MOST = 1_000;

    private final Path path;
    private final Pattern names;

    Siblings(Path path) {
        this.path = path;
        this.names = Pattern.compile(Pattern.quote(path.getFileName().toString()) + "[.-]\\d[\\dTZ:._-]*");
    }

    /** Those there are, the one written last first; compressed ones are none. */
    List<FileKey.Standing> newestFirst() throws IOException {
        List<FileKey.Standing> found = new ArrayList<>();
        Path directory = path.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, this::belongs)) {
            for (Path file : files) {
                if (found.size() < MOST) {
                    FileKey.at(file).ifPresent(found::add);
                }
            }
        } catch (java.nio.file.DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        found.sort(Comparator.comparingLong(FileKey.Standing::modified).reversed());
        return found;
    }

    boolean belongs(Path file) {
        return path.toAbsolutePath().getParent().equals(file.toAbsolutePath().getParent())
                && names.matcher(file.getFileName().toString()).matches();
    }
}
