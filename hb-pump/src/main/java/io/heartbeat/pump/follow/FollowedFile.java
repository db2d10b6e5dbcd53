package io.heartbeat.pump.follow;

import io.heartbeat.clock.TimeSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One name and the files that have it, one after the other. For one thread.
 *
 * <p>{@link #look()} finds out what happened since the last look; {@link #oldest()} is what is to be read first. Whoever
 * reads says how far it arrived ({@link Generation#acknowledge}) and gives a generation back when all of it did ({@link
 * #release}); for a while after that it is looked at all the same, for a writer that still has it open.
 */
public final class FollowedFile implements Closeable {
    /** How long a file that was given back is watched for late writers. */
    public static final Duration LATE_WRITERS = Duration.ofMinutes(1);

    private final Path path;
    private final TimeSource time;
    private final FollowListener listener;
    private final Siblings siblings;
    private final List<Generation> waiting = new ArrayList<>();
    private final Map<Generation, Long> released = new LinkedHashMap<>();
    private final Remembered remembered;
    private Generation current;
    private int serial;
    private boolean recovered;

    /** @param remembered what {@link #remember()} answered in an earlier life */
    public FollowedFile(Path path, Remembered remembered, TimeSource time, FollowListener listener) {
        this.path = path;
        this.remembered = remembered;
        this.serial = remembered.serial();
        this.time = time;
        this.listener = listener;
        this.siblings = new Siblings(path);
    }

    /** The name. */
    public Path path() {
        return path;
    }

    /** Notices growth, rotation, truncation, deletion and return. */
    public void look() throws IOException {
        Optional<FileKey.Standing> standing = FileKey.at(path);
        if (!recovered) {
            recover(standing);
            recovered = true;
        }
        if (current != null) {
            checkCurrent(standing);
        }
        for (Generation old : List.copyOf(waiting)) {
            if (!old.notice(now())) {
                waiting.remove(old);
                rescue(old);
            }
        }
        lookForLateWriters();
        if (current == null && standing.isPresent() && !known(standing.get())) {
            current = next(standing.get());
        }
    }

    /** The generation to be read first: the oldest that was not given back; empty while there is none. */
    public Optional<Generation> oldest() {
        return waiting.isEmpty() ? Optional.ofNullable(current) : Optional.of(waiting.get(0));
    }

    /** The generation that has the name; null when none does. */
    public Generation newest() {
        return current;
    }

    /** All of a retired generation arrived. */
    public void release(Generation done) {
        waiting.remove(done);
        released.put(done, now() + LATE_WRITERS.toMillis());
    }

    /**
     * The file that has the name is complete, as somebody knows: it is treated as if it had been renamed. Under its name it is
     * taken again only when it grows.
     */
    public void settle() {
        if (current != null) {
            current.retire(now());
            waiting.add(current);
            current = null;
        }
    }

    /** Whether a file beside it is, by its name, an older generation of this one. */
    public boolean older(Path other) {
        return siblings.belongs(other);
    }

    /** What to keep for the next life. */
    public Remembered remember() throws IOException {
        if (!recovered) {
            return remembered;
        }
        List<FilePosition> positions = new ArrayList<>();
        for (Generation old : waiting) {
            positions.add(old.position());
        }
        if (current != null) {
            positions.add(current.position());
        } else {
            for (Generation old : released.keySet()) {
                positions.add(old.position());
            }
        }
        return new Remembered(serial, positions);
    }

    /** Deletes what a generation is called now, if that still is it and nothing was added. Answers whether it did. */
    public boolean delete(Generation done) throws IOException {
        List<FileKey.Standing> candidates = new ArrayList<>(siblings.newestFirst());
        FileKey.at(path).ifPresent(candidates::add);
        FileKey.at(done.opened()).ifPresent(candidates::add);
        for (FileKey.Standing file : candidates) {
            boolean same = file.key().equals(done.key()) && file.size() == done.offset();
            if (same && (current == null || !file.key().equals(current.key()))) {
                return Files.deleteIfExists(file.path());
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        for (Generation old : waiting) {
            old.close();
        }
        for (Generation old : released.keySet()) {
            old.close();
        }
        if (current != null) {
            current.close();
        }
    }

    private long now() {
        return time.steadyMillis();
    }

    private void checkCurrent(Optional<FileKey.Standing> standing) throws IOException {
        boolean same = standing.isPresent() && standing.get().key().equals(current.key());
        boolean continued = current.notice(now());
        if (same && continued) {
            current.modified(standing.get().modified());
            return;
        }
        Generation before = current;
        current = null;
        if (!continued) {
            listener.truncated(path);
            rescue(before);
        } else {
            before.retire(now());
            waiting.add(before);
            listener.rotated(path);
            addBetween(standing, before.key(), before.modified());
        }
        if (same) {
            current = next(standing.get());
        }
    }

    /** What was not read of a truncated file stands in the copy, if copying was what somebody did before. */
    private void rescue(Generation lost) throws IOException {
        lost.close();
        for (FileKey.Standing file : siblings.newestFirst()) {
            Generation copy = file.key().equals(lost.key()) ? null : Generation.copy(file, lost, now());
            if (copy != null) {
                copy.retire(now());
                waiting.add(copy);
                return;
            }
        }
        if (lost.offset() < lost.size()) {
            listener.lost(path, lost.offset(), "truncated, and there is no copy beside it");
        }
    }

    private void lookForLateWriters() throws IOException {
        Iterator<Map.Entry<Generation, Long>> all = released.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Generation, Long> one = all.next();
            Generation old = one.getKey();
            if (old.notice(now()) && old.size() > old.offset()) {
                all.remove();
                waiting.add(0, old);
            } else if (now() >= one.getValue() && !named(old)) {
                all.remove();
                old.close();
            }
        }
    }

    /** Whether it has the name after all: then it may not be forgotten, or it would be read anew. */
    private boolean named(Generation old) throws IOException {
        return FileKey.at(path).filter(file -> file.key().equals(old.key())).isPresent();
    }

    /** A file that was renamed away and back is one of ours; it continues. */
    private boolean known(FileKey.Standing standing) {
        List<Generation> all = new ArrayList<>(waiting);
        all.addAll(released.keySet());
        return all.stream().anyMatch(old -> old.key().equals(standing.key()) && old.size() <= standing.size());
    }

    private Generation next(FileKey.Standing standing) throws IOException {
        Generation generation = Generation.open(standing, serial, now());
        serial++;
        return generation;
    }

    /** Generations that came and went between two looks: written later than the one before, and not under the name now. */
    private void addBetween(Optional<FileKey.Standing> named, FileKey before, long after) throws IOException {
        List<FileKey.Standing> files = siblings.newestFirst();
        for (int i = files.size() - 1; i >= 0; i--) {
            FileKey.Standing file = files.get(i);
            boolean own = named.filter(now -> file.key().equals(now.key())).isPresent()
                    || file.key().equals(before)
                    || known(file);
            if (!own && file.modified() >= after) {
                Generation missed = next(file);
                missed.retire(now());
                waiting.add(missed);
            }
        }
    }

    private void recover(Optional<FileKey.Standing> standing) throws IOException {
        FilePosition last = null;
        for (FilePosition position : remembered.positions()) {
            last = position;
            Generation found = find(position, standing);
            if (found == null && position.offset() + position.head().length() > 0) {
                listener.lost(path, position.offset(), "the file is gone, or what it held is");
            } else if (found != null
                    && standing.isPresent()
                    && found.key().equals(standing.get().key())) {
                current = found;
            } else if (found != null) {
                found.retire(now());
                waiting.add(found);
            }
        }
        if (last != null && current == null) {
            listener.rotated(path);
            addBetween(standing, last.key(), last.modified());
        }
    }

    private Generation find(FilePosition position, Optional<FileKey.Standing> standing) throws IOException {
        List<FileKey.Standing> files = new ArrayList<>(siblings.newestFirst());
        standing.ifPresent(file -> files.add(0, file));
        int own = Math.max(0, remembered.serial() - 1);
        for (boolean copies : new boolean[] {false, true}) {
            for (FileKey.Standing file : files) {
                boolean asked =
                        copies ? position.head().length() > 0 : file.key().equals(position.key());
                Generation found = asked ? Generation.resume(file, position, own, now()) : null;
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
