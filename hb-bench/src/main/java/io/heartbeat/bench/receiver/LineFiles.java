package io.heartbeat.bench.receiver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file that another process appends lines to, and the files it renames it to when it rotates: all files of a directory
 * whose names begin alike. Counts and reads what was added since a mark, whatever was renamed meanwhile. Not thread-safe.
 */
public final class LineFiles {
    private final Path directory;
    private final String name;
    private final byte[] buffer = new byte[1 << 18];
    private final Map<Object, Long> marked = new HashMap<>();
    private final Map<Object, Long> counted = new HashMap<>();
    private long lines;

    /** Reads added bytes, file by file. */
    public interface Reader {
        void read(InputStream added) throws IOException;
    }

    /**
     * @param name name of the file that grows; backups begin with it
     */
    public LineFiles(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    /** The file that grows. */
    public Path current() {
        return directory.resolve(name);
    }

    /** What is there now does not count. */
    public void mark() throws IOException {
        marked.clear();
        for (Path file : files()) {
            marked.put(key(file), Files.size(file));
        }
        counted.clear();
        counted.putAll(marked);
        lines = 0;
    }

    /** Lines added since the mark. */
    public long lines() throws IOException {
        for (Path file : files()) {
            Object key = key(file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                counted.put(key, count(channel, counted.getOrDefault(key, 0L)));
            }
        }
        return lines;
    }

    private long count(FileChannel channel, long from) throws IOException {
        long at = Math.min(from, channel.size());
        InputStream in = Channels.newInputStream(channel.position(at));
        for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
            at += read;
            for (int i = 0; i < read; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
        }
        return at;
    }

    /** Hands over what was added since the mark. */
    public void read(Reader reader) throws IOException {
        for (Path file : files()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                channel.position(marked.getOrDefault(key(file), 0L));
                reader.read(Channels.newInputStream(channel));
            }
        }
    }

    /** Deletes the backups. */
    public void discardBackups() throws IOException {
        for (Path file : files()) {
            if (!file.equals(current())) {
                marked.remove(key(file));
                counted.remove(key(file));
                Files.delete(file);
            }
        }
    }

    /** Empties the file that grows; right only when its writer appends (O_APPEND) and keeps no account of its size. */
    public void truncate() throws IOException {
        try (FileChannel channel = FileChannel.open(current(), StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        mark();
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(directory)) {
            all.filter(file -> file.getFileName().toString().startsWith(name)).forEach(files::add);
        } catch (NoSuchFileException notYet) {
            return files;
        }
        return files;
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();
    }
}
