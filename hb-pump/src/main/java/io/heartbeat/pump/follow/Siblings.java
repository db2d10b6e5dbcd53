package io.heartbeat.pump.follow;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A followed name and the files beside it that are, by their names, older generations: {@code app.log.1}, {@code app.log-20260102}. */
final class Siblings {
    private static final int MOST = 10_000;
    private static final int LOOKS = 100;
    private static final String PACKED = "\\.(?:gz|bz2|xz|zst|lz4|lzma|Z)";

    /** By the time of writing; then by that of renaming, which programs do from the oldest to the newest. */
    private static final Comparator<FileKey.Standing> AGE = Comparator.comparingLong(FileKey.Standing::written)
            .thenComparingLong(FileKey.Standing::changed)
            .thenComparing(FileKey.Standing::path);

    private final Path path;
    private final Pattern names;
    private final Pattern packedNames;

    Siblings(Path path) {
        this.path = path;
        String older = Pattern.quote(path.getFileName().toString()) + "[.-]\\d[\\dTZ:._-]*";
        this.names = Pattern.compile(older);
        this.packedNames = Pattern.compile(older + PACKED);
    }

    /**
     * What stands there at one moment.
     *
     * @param named the file that has the name, if one has
     * @param older its older generations, the one written last first; compressed ones are none
     * @param packed compressed ones, the one written first first
     */
    record View(Optional<FileKey.Standing> named, List<FileKey.Standing> older, List<FileKey.Standing> packed) {
        /** All of them, the one that has the name first. */
        List<FileKey.Standing> all() {
            List<FileKey.Standing> all = new ArrayList<>(older);
            named.ifPresent(file -> all.add(0, file));
            return all;
        }

        /** Whether it is the file that has the name. */
        boolean named(FileKey.Standing file) {
            return named.filter(now -> file.key().equals(now.key())).isPresent();
        }

        boolean has(FileKey key) {
            return all().stream().anyMatch(file -> file.key().equals(key));
        }

        /** Whether the file that a compressed one is made of is still there. */
        boolean beingPacked(FileKey.Standing file) {
            String name = file.path().getFileName().toString();
            Path source = file.path().resolveSibling(name.substring(0, name.lastIndexOf('.')));
            return older.stream().anyMatch(one -> one.path().equals(source));
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
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, this::meant)) {
                for (Path file : files) {
                    if (found.size() < MOST) {
                        FileKey.at(file).ifPresent(found::add);
                    }
                }
            } catch (DirectoryIteratorException failure) {
                throw failure.getCause();
            }
        }
        Map<Boolean, List<FileKey.Standing>> plain =
                found.stream().sorted(AGE).collect(Collectors.partitioningBy(file -> belongs(file.path())));
        List<FileKey.Standing> older = new ArrayList<>(plain.get(true));
        Collections.reverse(older);
        return new View(FileKey.at(path), older, plain.get(false));
    }

    private boolean meant(Path file) {
        return belongs(file)
                || packedNames.matcher(file.getFileName().toString()).matches();
    }

    boolean belongs(Path file) {
        return path.toAbsolutePath().getParent().equals(file.toAbsolutePath().getParent())
                && names.matcher(file.getFileName().toString()).matches();
    }
}
