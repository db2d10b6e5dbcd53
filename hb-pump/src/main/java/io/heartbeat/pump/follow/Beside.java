package io.heartbeat.pump.follow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks among the files beside a followed name for what happened unseen: copies of a file that was truncated, generations that
 * came and went, compressed ones. For one thread.
 */
final class Beside {
    private final Path path;
    private final Generations generations;
    private final Finished finished;
    private final FollowListener listener;
    private int mourned;

    Beside(Path path, Generations generations, FollowListener listener) {
        this.path = path;
        this.generations = generations;
        this.finished = generations.finished();
        this.listener = listener;
    }

    /** One that is gone was said to be lost: if it appears compressed, that is not said again. */
    void mourned() {
        mourned++;
    }

    /** What was not read of a truncated file stands in the copy, if copying was what somebody did before. */
    void rescue(Generation lost, Siblings.View view) throws IOException {
        for (FileKey.Standing file : view.older()) {
            Generation copy = file.key().equals(lost.key()) ? null : Generation.copy(file, lost, generations.now());
            if (copy != null) {
                generations.takeUp(copy);
                return;
            }
        }
        long saved = lost.offset();
        for (FileKey.Standing file : view.older()) {
            saved = Math.max(saved, rescueFromEarlierCopy(lost, file));
        }
        if (saved < lost.size()) {
            boolean copied = saved > lost.offset();
            listener.lost(
                    path,
                    saved,
                    copied ? "written between copying and truncating" : "truncated, and there is no copy beside it");
        }
    }

    /** A copy that was made before the last bytes were written. Answers up to where it saves them; 0 when it is none. */
    private long rescueFromEarlierCopy(Generation lost, FileKey.Standing file) throws IOException {
        if (file.key().equals(lost.key()) || generations.holder(file).isPresent() || finished.of(file.key()) != null) {
            return 0;
        }
        Generation copy = Generation.open(file, 0, generations.now());
        boolean earlier = copy.copiedEarlierFrom(lost);
        if (earlier && copy.size() > lost.offset()) {
            copy.continues(lost);
            generations.takeUp(copy);
            return copy.size();
        }
        if (earlier) {
            finished.add(copy.whole());
        }
        copy.close();
        return 0;
    }

    /** Generations that came and went while nobody looked. */
    void takeMissed(Siblings.View view) throws IOException {
        for (int i = view.older().size() - 1; i >= 0; i--) {
            FileKey.Standing file = view.older().get(i);
            Optional<Generation> own = generations.holder(file);
            own.ifPresent(one -> one.modified(file.modified()));
            if (own.isEmpty() && !view.named(file)) {
                takeUnlessFinished(file);
            }
        }
        mournPacked(view);
    }

    private void takeUnlessFinished(FileKey.Standing file) throws IOException {
        FilePosition known = finished.of(file.key());
        Generation again =
                known == null ? null : Generation.resume(file, known, generations.serial(), generations.now());
        if (again == null) {
            takeUnlessCopied(file);
        } else if (!known.id().isEmpty() && again.size() > again.offset()) {
            finished.remove(file.key());
            generations.takeUp(again);
        } else {
            again.close();
        }
    }

    private void takeUnlessCopied(FileKey.Standing file) throws IOException {
        Generation missed = Generation.open(file, generations.serial(), generations.now());
        for (Generation one : generations.held()) {
            if (missed.begins(one)) {
                finished.add(missed.whole());
                missed.close();
                return;
            }
        }
        generations.takeUpMissed(missed);
    }

    /**
     * Generations that were compressed before anybody read them. Programs that compress keep the time of the last write, and
     * for each file that was known, one may appear.
     */
    private void mournPacked(Siblings.View view) {
        long horizon = Math.max(
                finished.modified(),
                generations.held().stream()
                        .mapToLong(Generation::modified)
                        .max()
                        .orElse(0));
        int explained = finished.keep(view) + mourned;
        mourned = 0;
        for (Generation one : generations.held()) {
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
}
