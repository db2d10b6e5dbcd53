package io.heartbeat.pump.journald;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Files that are there but not open: read to their end, or no journals. Opened again when their writer touches them after all,
 * at the entry that comes next. For one thread.
 */
final class ShutFiles {
    /** What tells that a file was touched; times in ms. */
    record Stamp(long size, long modified) {
        private static final Stamp NONE = new Stamp(-1, -1);

        static Stamp of(BasicFileAttributes file) {
            return new Stamp(file.size(), file.lastModifiedTime().toMillis());
        }
    }

    private record Shut(Stamp stamp, long idHigh, long idLow, long next) {}

    private final Map<Object, Shut> files = new HashMap<>();

    /** Their devices and inodes. */
    Set<Object> keys() {
        return files.keySet();
    }

    /** Whether the file is one of them, and as it was. */
    boolean untouched(Object key, Stamp now) {
        Shut known = files.get(key);
        return known != null && known.stamp().equals(now);
    }

    /** The number of the entry that comes next in an opened file, -1 when it was not read before. */
    long next(Object key, FileHeader file) {
        Shut known = files.get(key);
        boolean same = known != null && known.idHigh() == file.idHigh() && known.idLow() == file.idLow();
        return same ? known.next() : -1;
    }

    /** Keeps what is no journal; false when it was none before. */
    boolean refuse(Object key, Stamp stamp) {
        return files.put(key, new Shut(stamp, 0, 0, 0)) == null;
    }

    /** Keeps the place in a file that is about to be closed. */
    void keep(Object key, OpenFile file) {
        FileHeader header = file.header();
        files.put(key, new Shut(stamp(file.path()), header.idHigh(), header.idLow(), file.next()));
    }

    /** Lets the next look try again, whatever the file looks like. */
    void tryAgain(Object key) {
        files.computeIfPresent(key, (same, known) -> new Shut(Stamp.NONE, known.idHigh(), known.idLow(), known.next()));
    }

    void forget(Object key) {
        files.remove(key);
    }

    private static Stamp stamp(Path path) {
        try {
            return Stamp.of(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (IOException gone) {
            return Stamp.NONE;
        }
    }
}
