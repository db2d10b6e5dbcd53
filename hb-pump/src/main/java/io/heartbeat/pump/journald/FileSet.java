package io.heartbeat.pump.journald;

import io.heartbeat.pump.journald.ShutFiles.Stamp;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files of a source: which are open, which are read to their end, which came, went or got another name. A file is known
 * by its device and inode, so that a renamed one goes on where it was. For one thread.
 */
final class FileSet implements AutoCloseable {
    private static final Logger LOG = System.getLogger(FileSet.class.getName());
    /** Deleted files may hold so much of the disk until they are read; then the oldest is let go. */
    private static final long HELD_MOST = 256L << 20;

    /** Tells whether {@code journalctl} understands a file that this reader does not. */
    interface Judge {
        boolean understands(Path file);
    }

    private final Places places;
    private final Matches matches;
    private final ReaderMemory memory;
    private final Beginning beginning;
    private final Judge judge;
    private final Map<Object, OpenFile> open = new LinkedHashMap<>();
    private final ShutFiles shut = new ShutFiles();
    private Set<Path> directories;
    private Set<Object> missing = Set.of();
    private boolean unsettled;
    private long corrupted;
    private long lost;
    private boolean told;

    FileSet(Places places, Matches matches, ReaderMemory memory, Beginning beginning, Judge judge) {
        this.places = places;
        this.matches = matches;
        this.memory = memory;
        this.beginning = beginning;
        this.judge = judge;
    }

    /** The open ones, in a steady order. */
    List<OpenFile> open() {
        return new ArrayList<>(open.values());
    }

    int size() {
        return open.size();
    }

    /** Breaks met, in files closed since too. */
    long corrupted() {
        long sum = corrupted;
        for (OpenFile file : open.values()) {
            sum += file.corrupted();
        }
        return sum;
    }

    /** Entries let go unread. */
    long lost() {
        return lost;
    }

    /**
     * Looks into the directories.
     *
     * @throws UnknownFormatException when a file asks for the fallback
     */
    void look(List<Path> now) throws IOException {
        Set<Object> present = new HashSet<>();
        for (Path directory : now) {
            for (Path file : places.files(directory)) {
                look(file, directories == null || directories.contains(directory), present);
            }
        }
        if (directories == null) {
            directories = Set.copyOf(now);
        }
        forget(present);
    }

    /** A file that is renamed while the directory is listed may be seen under neither name: only the second time counts. */
    private void forget(Set<Object> present) {
        Set<Object> absent = new HashSet<>(open.keySet());
        absent.addAll(shut.keys());
        absent.removeAll(present);
        for (Object key : absent) {
            if (missing.contains(key)) {
                shut.forget(key);
                if (open.containsKey(key)) {
                    open.get(key).unlinked();
                }
            }
        }
        unsettled = !missing.containsAll(absent);
        missing = absent;
    }

    /** Whether a file was missed for the first time, so that another look has to tell. */
    boolean unsettled() {
        return unsettled;
    }

    private void look(Path path, boolean fresh, Set<Object> present) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException gone) {
            return;
        }
        Object key = attributes.fileKey();
        Stamp stamp = Stamp.of(attributes);
        if (!attributes.isRegularFile() || !present.add(key)) {
            return;
        }
        OpenFile known = open.get(key);
        if (known != null) {
            known.renamed(path);
        } else if (!shut.untouched(key, stamp)) {
            add(path, key, stamp, fresh);
        }
    }

    private void add(Path path, Object key, Stamp stamp, boolean fresh) throws IOException {
        try {
            OpenFile file = OpenFile.open(path, places.runtime(path), memory, matches);
            if (file == null) {
                refuse(key, stamp);
                return;
            }
            begin(file, shut.next(key, file.header()), fresh);
            open.put(key, file);
        } catch (UnknownFormatException newer) {
            if (judge.understands(newer.file())) {
                throw newer;
            }
            refuse(key, stamp);
        } catch (AccessDeniedException forbidden) {
            if (!told) {
                told = true;
                LOG.log(
                        Level.WARNING,
                        "{0} may not be read, and perhaps others: that takes root or the group systemd-journal",
                        path);
            }
            shut.tryAgain(key);
        } catch (IOException gone) {
            shut.tryAgain(key); // the next look tells
        }
    }

    private void begin(OpenFile file, long next, boolean fresh) throws IOException {
        try {
            file.begin(next >= 0 ? next : first(file, fresh));
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private long first(OpenFile file, boolean fresh) throws IOException {
        return directories == null ? beginning.first(file) : beginning.later(file, fresh);
    }

    /** An empty file may be about to become a journal; anything else is broken. */
    private void refuse(Object key, Stamp stamp) {
        if (shut.refuse(key, stamp) && stamp.size() > 0) {
            corrupted++;
        }
    }

    /** Closes what is read to its end and written by nobody any more; true when something was closed. */
    boolean shutExhausted() throws IOException {
        List<Object> over = new ArrayList<>();
        for (Map.Entry<Object, OpenFile> file : open.entrySet()) {
            if (file.getValue().exhausted()) {
                over.add(file.getKey());
            }
        }
        over.forEach(this::shut);
        return !over.isEmpty();
    }

    /** Lets deleted files go that hold too much of the disk; true when one was. */
    boolean releaseDeleted() throws IOException {
        long held = 0;
        List<Object> deleted = new ArrayList<>();
        for (Map.Entry<Object, OpenFile> file : open.entrySet()) {
            if (file.getValue().deleted()) {
                deleted.add(file.getKey());
                held += file.getValue().size();
            }
        }
        boolean released = false;
        for (Object key : deleted) {
            if (held > HELD_MOST) {
                OpenFile file = open.get(key);
                held -= file.size();
                lost += file.unread();
                shut(key);
                released = true;
            }
        }
        return released;
    }

    private void shut(Object key) {
        OpenFile file = open.remove(key);
        corrupted += file.corrupted();
        file.close();
        if (!file.deleted()) {
            shut.keep(key, file);
        }
    }

    @Override
    public void close() {
        open.values().forEach(OpenFile::close);
        open.clear();
    }
}
