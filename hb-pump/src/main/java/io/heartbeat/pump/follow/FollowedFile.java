package io.heartbeat.pump.follow;

import io.heartbeat.clock.TimeSource;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
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
    private static final System.Logger LOG = System.getLogger(FollowedFile.class.getName());

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

    /** Notices growth, rotation, truncation, deletion and return. What is being renamed at this moment is for the next look. */
    public void look() throws IOException {
        try {
            if (!recovered) {
                recover(siblings.view());
                recovered = true;
            }
            lookAt(FileKey.at(path));
        } catch (MovedException later) {
            LOG.log(Level.DEBUG, "{0}: {1}", path, later.getMessage());
        }
    }

    private void lookAt(Optional<FileKey.Standing> named) throws IOException {
        if (current != null) {
            checkCurrent(named);
        }
        for (Generation old : List.copyOf(waiting)) {
            if (!old.notice(now())) {
                waiting.remove(old);
                rescue(old);
            }
        }
        lookForLateWriters();
        if (current == null && named.isPresent() && !known(named.get())) {
            current = next(named.get());
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
        List<FileKey.Standing> candidates = siblings.view().all();
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

    private void checkCurrent(Optional<FileKey.Standing> named) throws IOException {
        boolean same = named.isPresent() && named.get().key().equals(current.key());
        boolean continued = current.notice(now());
        if (same && continued) {
            current.modified(named.get().modified());
            return;
        }
        Generation before = current;
        if (!continued) {
            current = null;
            listener.truncated(path);
            rescue(before);
        } else {
            List<Generation> between = between(siblings.view(), before.key(), before.modified());
            current = null;
            before.retire(now());
            waiting.add(before);
            waiting.addAll(between);
            listener.rotated(path);
        }
        if (same) {
            current = next(named.get());
        }
    }

    /** What was not read of a truncated file stands in the copy, if copying was what somebody did before. */
    private void rescue(Generation lost) throws IOException {
        lost.close();
        for (FileKey.Standing file : siblings.view().older()) {
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
    private List<Generation> between(Siblings.View view, FileKey before, long after) throws IOException {
        List<Generation> missed = new ArrayList<>();
        try {
            for (int i = view.older().size() - 1; i >= 0; i--) {
                FileKey.Standing file = view.older().get(i);
                boolean own =
                        view.named().filter(now -> file.key().equals(now.key())).isPresent()
                                || file.key().equals(before)
                                || known(file);
                if (!own && file.modified() >= after) {
                    Generation one = next(file);
                    one.retire(now());
                    missed.add(one);
                }
            }
            return missed;
        } catch (IOException | RuntimeException failure) {
            closeAll(missed);
            throw failure;
        }
    }

    private static void closeAll(List<Generation> generations) throws IOException {
        for (Generation one : generations) {
            one.close();
        }
    }

    private void recover(Siblings.View view) throws IOException {
        FilePosition last = null;
        try {
            for (FilePosition position : remembered.positions()) {
                last = position;
                take(position, find(position, view), view);
            }
            if (last != null && current == null) {
                waiting.addAll(between(view, last.key(), last.modified()));
                listener.rotated(path);
            }
        } catch (IOException | RuntimeException failure) {
            closeAll(waiting);
            waiting.clear();
            if (current != null) {
                current.close();
                current = null;
            }
            throw failure;
        }
    }

    private void take(FilePosition position, Generation found, Siblings.View view) {
        if (found == null && position.offset() + position.head().length() > 0) {
            listener.lost(path, position.offset(), "the file is gone, or what it held is");
        } else if (found != null
                && view.named().filter(file -> file.key().equals(found.key())).isPresent()) {
            current = found;
        } else if (found != null) {
            found.retire(now());
            waiting.add(found);
        }
    }

    private Generation find(FilePosition position, Siblings.View view) throws IOException {
        int own = Math.max(0, remembered.serial() - 1);
        for (boolean copies : new boolean[] {false, true}) {
            for (FileKey.Standing file : view.all()) {
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
