package io.heartbeat.rolling;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The backups of one file, found by their names. Immutable and thread-safe. */
public final class Backups {
    /** Ending of a file that is being written; never a backup. */
    static final String PART = ".part";

    private static final Pattern REST = Pattern.compile("(?:\\.([0-9]{1,9}))?((?:\\.[a-z][a-z0-9]*)*)");

    private final Path directory;
    private final String prefix;
    private final DateTimeFormatter stamps;
    private final int stampLength;

    /**
     * The backups beside a file.
     *
     * @param file the file that grows
     * @param stampPattern of the moment of closing, as in {@link Stamps}
     */
    public Backups(Path file, String stampPattern) {
        this(file, Stamps.closed(stampPattern));
    }

    /**
     * The backups beside a file.
     *
     * @param file the file that grows
     * @param stamps the moment in their names
     */
    public Backups(Path file, Stamps stamps) {
        this.directory = file.toAbsolutePath().getParent();
        this.prefix = file.getFileName() + ".";
        this.stamps = DateTimeFormatter.ofPattern(stamps.pattern()).withZone(stamps.zone());
        this.stampLength = this.stamps.format(Instant.EPOCH).length();
    }

    /** All that exist, oldest first; none when the directory is missing. */
    public List<Backup> list() throws IOException {
        Map<Backup, List<Path>> groups = new TreeMap<>();
        for (Path file : files()) {
            if (!file.toString().endsWith(PART)) {
                Backup of = parse(file);
                if (of != null) {
                    groups.computeIfAbsent(of, key -> new ArrayList<>()).add(file);
                }
            }
        }
        List<Backup> backups = new ArrayList<>();
        groups.forEach((key, files) -> {
            files.sort(Comparator.comparingInt(file -> file.toString().length()));
            backups.add(new Backup(key.base(), key.stamp(), key.counter(), files));
        });
        return backups;
    }

    /** Files that somebody was still writing when the process died. */
    List<Path> parts() throws IOException {
        List<Path> parts = new ArrayList<>();
        for (Path file : files()) {
            if (file.toString().endsWith(PART) && parse(file) != null) {
                parts.add(file);
            }
        }
        return parts;
    }

    /** A name that no backup has or, within its second, had while another one of that second exists. */
    Path free(Instant now) throws IOException {
        String stamp = stamps.format(now);
        int counter = 0;
        for (Backup backup : list()) {
            if (backup.stamp().equals(stamp)) {
                counter = backup.counter() + 1;
            }
        }
        return base(stamp, counter);
    }

    private Path base(String stamp, int counter) {
        return directory.resolve(prefix + stamp + (counter == 0 ? "" : "." + counter));
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
                directory, file -> file.getFileName().toString().startsWith(prefix))) {
            found.forEach(files::add);
        } catch (NoSuchFileException absent) {
            return List.of();
        } catch (java.nio.file.DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        return files;
    }

    private Backup parse(Path file) {
        String name = file.getFileName().toString();
        int end = prefix.length() + stampLength;
        if (name.length() < end) {
            return null;
        }
        String stamp = name.substring(prefix.length(), end);
        Matcher rest = REST.matcher(name.substring(end));
        try {
            stamps.parse(stamp);
        } catch (DateTimeParseException notOurs) {
            return null;
        }
        if (!rest.matches()) {
            return null;
        }
        int counter = rest.group(1) == null ? 0 : Integer.parseInt(rest.group(1));
        return new Backup(base(stamp, counter), stamp, counter, List.of());
    }
}
