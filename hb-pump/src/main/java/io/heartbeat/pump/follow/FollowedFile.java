package io.heartbeat.pump.follow;

import io.heartbeat.clock.TimeSource;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private final Path path;
    private final FollowListener listener;
    private final Siblings siblings;
    private final Generations generations;
    private final Beside beside;
    private Remembered remembered;
    private boolean recovered;

    /** @param remembered what {@link #remember()} answered in an earlier life */
    public FollowedFile(Path path, Remembered remembered, TimeSource time, FollowListener listener) {
        this.path = path;
        this.remembered = remembered;
        this.listener = listener;
        this.siblings = new Siblings(path);
        this.generations = new Generations(time, remembered.serial());
        this.beside = new Beside(path, generations, listener);
    }

    /** The name. */
    public Path path() {
        return path;
    }

    /** Notices growth, rotation, truncation, deletion and return. What is being renamed at this moment is for the next look. */
    public void look() throws IOException {
        try {
            if (!recovered) {
                new Recovery(path, remembered, generations, beside, listener).recover(siblings.view());
                recovered = true;
            }
            lookAt(FileKey.at(path));
        } catch (MovedException later) {
            LOG.log(Level.DEBUG, "{0}: {1}", path, later.getMessage());
        }
    }

    private void lookAt(Optional<FileKey.Standing> named) throws IOException {
        if (generations.current() != null) {
            checkCurrent(named);
        }
        generations.noticeOlder(named);
        boolean free = generations.current() == null
                && named.filter(generations::known).isEmpty();
        if (free || generations.truncated() != null) {
            lookBeside(siblings.view());
        }
    }

    private void checkCurrent(Optional<FileKey.Standing> named) throws IOException {
        Generation current = generations.current();
        boolean same = named.filter(file -> file.key().equals(current.key())).isPresent();
        boolean continued = current.notice(generations.now());
        if (same && continued) {
            current.modified(named.get().modified());
        } else if (continued) {
            generations.retireCurrent();
            listener.rotated(path);
        } else {
            generations.truncateCurrent();
            listener.truncated(path);
        }
    }

    /** What the name's last file left undone, what was missed, and then the file that has the name now. */
    private void lookBeside(Siblings.View view) throws IOException {
        for (Generation lost = generations.truncated(); lost != null; lost = generations.truncated()) {
            beside.rescue(lost, view);
            generations.forgetTruncated();
        }
        if (generations.current() == null) {
            beside.takeMissed(view);
            if (view.named().isPresent() && !generations.known(view.named().get())) {
                generations.begin(view.named().get());
            }
        }
    }

    /** The generation to be read first: the oldest that was not given back; empty while there is none. */
    public Optional<Generation> oldest() {
        return generations.oldest();
    }

    /** The generation that has the name; empty while there is none. */
    public Optional<Generation> newest() {
        return Optional.ofNullable(generations.current());
    }

    /** Grows with the first look and with each generation that is taken up: then {@link #remember()} says more than before. */
    public int changes() {
        return generations.changes() + (recovered ? 1 : 0);
    }

    /** All of a retired generation arrived. */
    public void release(Generation done) {
        generations.release(done);
    }

    /**
     * The file that has the name is complete, as somebody knows: it is treated as if it had been renamed. Under its name it is
     * taken again only when it grows.
     */
    public void settle() {
        if (generations.current() != null) {
            generations.retireCurrent();
        }
    }

    /** Whether a file beside it is, by its name, an older generation of this one. */
    public boolean older(Path other) {
        return siblings.belongs(other);
    }

    /** What to keep for the next life. */
    public Remembered remember() throws IOException {
        Remembered now = recovered ? generations.remember() : null;
        remembered = now == null ? remembered : now;
        return remembered;
    }

    /** Deletes what a generation is called now, if that still is it and nothing was added. Answers whether it did. */
    public boolean delete(Generation done) throws IOException {
        Generation current = generations.current();
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
        generations.close();
    }
}
