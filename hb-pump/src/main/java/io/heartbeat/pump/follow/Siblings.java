package io.heartbeat.pump.follow;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A followed name and the files beside it that are, by their names, older generations: {@code app.log.1}, {@code app.log-20260102}. */
final class Siblings {
    private static final int MOST = 1_000;
    private static final int LOOKS = 100;

    private final Path path;
    private final Pattern names;

    Siblings(Path path) {
        this.path = path;
        this.names = Pattern.compile(Pattern.quote(path.getFileName().toString()) + "[.-]\\d[\\dTZ:._-]*");
    }

    /**
     * What stands there at one moment.
     *
     * @param named the file that has the name, if one has
     * @param older its older generations, the one written last first; compressed ones are none
     */
    record View(Optional<FileKey.Standing> named, List<FileKey.Standing> older) {
        /** All of them, the one that has the name first. */
        List<FileKey.Standing> all() {
            List<FileKey.Standing> all = new ArrayList<>(older);
            named.ifPresent(file -> all.add(0, file));
            return all;
        }

        private Map<Path, FileKey> names() {
            Map<Path, FileKey> names = new TreeMap<>();
            all().forEach(file -> names.put(file.path(), file.key()));
            return names;
        }
    }

    /** Looks until two looks see the same: a directory that is read while files are renamed in it may leave some out. */
    View view() throws IOException {
        View view = look();
        for (int i = 0; i < LOOKS; i++) {
            View again = look();
            if (again.names().equals(view.names())) {
                return again;
            }
            view = again;
        }
        return view;
    }

    private View look() throws IOException {
        List<FileKey.Standing> found = new ArrayList<>();
        Path directory = path.toAbsolutePath().getParent();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, this::belongs)) {
                for (Path file : files) {
                    if (found.size() < MOST) {
                        FileKey.at(file).ifPresent(found::add);
                    }
                }
            } catch (DirectoryIteratorException failure) {
                throw failure.getCause();
            }
        }
        found.sort(Comparator.comparingLong(FileKey.Standing::modified).reversed());
        return new View(FileKey.at(path), found);
    }

    boolean belongs(Path file) {
        return path.toAbsolutePath().getParent().equals(file.toAbsolutePath().getParent())
                && names.matcher(file.getFileName().toString()).matches();
    }
}
