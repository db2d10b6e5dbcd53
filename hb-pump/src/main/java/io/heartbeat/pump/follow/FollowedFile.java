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
 * <p>{@link #look()} finds out what happened since the last look, in this life or the one before; {@link #oldest()} is what is
 * to be read first. Whoever reads says how far it arrived ({@link Generation#acknowledge}) and gives a generation back when all
 * of it did ({@link #release}); for a while after that it is looked at all the same, for a writer that still has it open.
 *
 * <p>A file can be made, written and renamed between two looks. So every file beside the name that could be a generation is
 * known: as one that is read, or as {@link Finished}. One that is not known was missed, and is read in its turn. No clock
 * decides that; clocks only put several of them in order.
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
    private final List<Generation> truncated = new ArrayList<>();
    private final Map<Generation, Long> released = new LinkedHashMap<>();
    private final Finished finished = new Finished();
    private Remembered remembered;
    private Generation current;
    private int serial;
    private int changes;
    private int mourned;
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
                changes++;
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
                truncated.add(old);
            }
        }
        lookForLateWriters();
        if (!truncated.isEmpty() || current == null && !(named.isPresent() && known(named.get()))) {
            lookBeside(siblings.view());
        }
    }

    /** The generation to be read first: the oldest that was not given back; empty while there is none. */
    public Optional<Generation> oldest() {
        return waiting.isEmpty() ? Optional.ofNullable(current) : Optional.of(waiting.get(0));
    }

    /** Grows with each generation that is taken up: then {@link #remember()} says more than before. */
    public int changes() {
        return changes;
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
        if (!recovered || !truncated.isEmpty()) {
            return remembered;
        }
        List<FilePosition> positions = new ArrayList<>();
        for (Generation old : waiting) {
            positions.add(old.position());
        }
        if (current != null) {
            positions.add(current.position());
        }
        List<FilePosition> done = finished.positions();
        for (Generation old : released.keySet()) {
            done.add(old.position());
        }
        remembered = new Remembered(true, serial, positions, done);
        return remembered;
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
        closeAll(waiting);
        closeAll(truncated);
        closeAll(released.keySet());
        if (current != null) {
            current.close();
        }
    }

    private static void closeAll(Iterable<Generation> generations) throws IOException {
        for (Generation one : generations) {
            one.close();
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
        current = null;
        if (continued) {
            before.retire(now());
            waiting.add(before);
            listener.rotated(path);
        } else {
            truncated.add(before);
            listener.truncated(path);
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
                finished.add(old.position());
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
        return held().stream().anyMatch(old -> old.key().equals(standing.key()) && old.size() <= standing.size());
    }

    private List<Generation> held() {
        List<Generation> all = new ArrayList<>(waiting);
        all.addAll(released.keySet());
        if (current != null) {
            all.add(current);
        }
        return all;
    }

    /** What the name's last file left undone, what was missed, and then the file that has the name now. */
    private void lookBeside(Siblings.View view) throws IOException {
        while (!truncated.isEmpty()) {
            rescue(truncated.get(0), view);
            truncated.remove(0).close();
        }
        if (current != null) {
            return;
        }
        takeMissed(view);
        if (view.named().isPresent() && !known(view.named().get())) {
            current = next(view.named().get());
        }
    }

    /** What was not read of a truncated file stands in the copy, if copying was what somebody did before. */
    private void rescue(Generation lost, Siblings.View view) throws IOException {
        long saved = lost.offset();
        for (FileKey.Standing file : view.older()) {
            Generation copy = file.key().equals(lost.key()) ? null : Generation.copy(file, lost, now());
            if (copy != null) {
                takeUp(copy);
                return;
            }
        }
        for (FileKey.Standing file : view.older()) {
            saved = Math.max(saved, rescueFromEarlierCopy(lost, file));
        }
        if (saved < lost.size()) {
            boolean copied = saved > lost.offset();
            listener.lost(path, saved, copied ? "written between copying and truncating" : "truncated, and there is no copy beside it");
        }
    }

    /** A copy that was made before the last bytes were written. Answers up to where it saves them; 0 when it is none. */
    private long rescueFromEarlierCopy(Generation lost, FileKey.Standing file) throws IOException {
        if (file.key().equals(lost.key()) || holder(file).isPresent() || finished.of(file.key()) != null) {
            return 0;
        }
        Generation copy = Generation.open(file, 0, now());
        if (copy.copiedEarlierFrom(lost) && copy.size() > lost.offset()) {
            copy.continues(lost);
            takeUp(copy);
            return copy.size();
        }
        if (copy.copiedEarlierFrom(lost)) {
            finished.add(copy.whole());
        }
        copy.close();
        return 0;
    }

    private void takeUp(Generation one) {
        one.retire(now());
        waiting.add(one);
        changes++;
    }

    private Optional<Generation> holder(FileKey.Standing file) {
        return held().stream().filter(one -> one.key().equals(file.key())).findFirst();
    }

    private Generation next(FileKey.Standing standing) throws IOException {
        Generation generation = Generation.open(standing, serial, now());
        serial++;
        changes++;
        return generation;
    }

    /** Generations that came and went while nobody looked. */
    private void takeMissed(Siblings.View view) throws IOException {
        for (int i = view.older().size() - 1; i >= 0; i--) {
            FileKey.Standing file = view.older().get(i);
            Optional<Generation> own = holder(file);
            own.ifPresent(one -> one.modified(file.modified()));
            if (own.isEmpty() && !view.named(file)) {
                takeUnlessFinished(file);
            }
        }
        mournPacked(view);
    }

    private void takeUnlessFinished(FileKey.Standing file) throws IOException {
        FilePosition known = finished.of(file.key());
        Generation again = known == null ? null : Generation.resume(file, known, serial, now());
        if (again == null) {
            takeUnlessCopied(file);
        } else if (!known.id().isEmpty() && again.size() > again.offset()) {
            finished.remove(file.key());
            takeUp(again);
        } else {
            again.close();
        }
    }

    private void takeUnlessCopied(FileKey.Standing file) throws IOException {
        Generation missed = Generation.open(file, serial, now());
        for (Generation one : held()) {
            if (missed.begins(one)) {
                finished.add(missed.whole());
                missed.close();
                return;
            }
        }
        serial++;
        takeUp(missed);
    }

    /**
     * Generations that were compressed before anybody read them. Programs that compress keep the time of the last write, and
     * for each file that was known, one may appear.
     */
    private void mournPacked(Siblings.View view) {
        long horizon = Math.max(
                finished.modified(),
                held().stream().mapToLong(Generation::modified).max().orElse(0));
        int explained = finished.keep(view) + mourned;
        mourned = 0;
        for (Generation one : held()) {
            explained += !view.has(one.key()) && one.unlink() ? 1 : 0;
        }
        for (FileKey.Standing file : view.packed()) {
            if (!finished.passed(file.key()) && !view.beingPacked(file)) {
                finished.pass(file);
                if (file.modified() > horizon && explained-- <= 0) {
                    listener.lost(path, 0, file.path().getFileName() + " was compressed before it was read");
                }
            }
        }
    }

    private void recover(Siblings.View view) throws IOException {
        try {
            remembered.finished().forEach(finished::add);
            for (FilePosition position : remembered.positions()) {
                take(position, find(position, view), view);
            }
            if (!remembered.followed()) {
                passOver(view);
            } else if (current == null) {
                resettle(view);
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
        if (remembered.followed() && current == null) {
            listener.rotated(path);
        }
    }

    /** What was there before this name was ever followed is not read. */
    private void passOver(Siblings.View view) throws IOException {
        for (FileKey.Standing file : view.older()) {
            if (!view.named(file)) {
                Generation foreign = Generation.open(file, 0, now());
                finished.add(foreign.whole());
                foreign.close();
            }
        }
        view.packed().forEach(finished::pass);
    }

    /** A file that was complete and arrived may still have the name. */
    private void resettle(Siblings.View view) throws IOException {
        FilePosition known =
                view.named().map(file -> finished.of(file.key())).orElse(null);
        if (known != null && !known.id().isEmpty()) {
            current = Generation.resume(view.named().get(), known, serial, now());
        }
    }

    private void take(FilePosition position, Generation found, Siblings.View view) throws IOException {
        if (found == null) {
            passOverEarlierCopy(position, view);
            if (position.offset() + position.head().length() > 0) {
                mourned++;
                listener.lost(path, position.offset(), "the file is gone, or what it held is");
            }
        } else if (view.named()
                .filter(file -> file.key().equals(found.key()))
                .isPresent()) {
            current = found;
        } else {
            takeUp(found);
        }
    }

    /** A copy that lacks what was sent last, of a file that is truncated by now. */
    private void passOverEarlierCopy(FilePosition position, Siblings.View view) throws IOException {
        for (FileKey.Standing file : view.older()) {
            if (finished.of(file.key()) == null && file.size() < position.offset()) {
                Generation copy = Generation.open(file, 0, now());
                if (position.head().length() > 0 && position.head().heads(copy.channel())) {
                    finished.add(copy.whole());
                }
                copy.close();
            }
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
