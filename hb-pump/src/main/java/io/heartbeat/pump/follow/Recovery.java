package io.heartbeat.pump.follow;

import java.io.IOException;
import java.nio.file.Path;

/** Finds again, at the first look of a life, what an earlier one remembered. For one thread. */
final class Recovery {
    private final Path path;
    private final Remembered remembered;
    private final Generations generations;
    private final Beside beside;
    private final FollowListener listener;

    Recovery(Path path, Remembered remembered, Generations generations, Beside beside, FollowListener listener) {
        this.path = path;
        this.remembered = remembered;
        this.generations = generations;
        this.beside = beside;
        this.listener = listener;
    }

    /** Does it; after a failure, nothing is held, and it may be done again. */
    void recover(Siblings.View view) throws IOException {
        try {
            remembered.finished().forEach(generations.finished()::add);
            for (FilePosition position : remembered.positions()) {
                take(position, find(position, view), view);
            }
            if (!remembered.followed()) {
                passOver(view);
            } else if (generations.current() == null) {
                resettle(view);
            }
        } catch (IOException | RuntimeException failure) {
            generations.close();
            throw failure;
        }
        if (remembered.followed() && generations.current() == null) {
            listener.rotated(path);
        }
    }

    /** What was there before this name was ever followed, or before the one place that is known, is not read. */
    private void passOver(Siblings.View view) throws IOException {
        long known = remembered.positions().stream()
                .mapToLong(FilePosition::modified)
                .max()
                .orElse(Long.MAX_VALUE);
        for (FileKey.Standing file : view.older()) {
            boolean before = file.modified() < known && generations.holder(file).isEmpty();
            if (before && !view.named(file)) {
                Generation foreign = Generation.open(file, 0, generations.now());
                generations.finished().add(foreign.whole());
                foreign.close();
            }
        }
        view.packed().forEach(generations.finished()::pass);
    }

    /** A file that was complete and arrived may still have the name. */
    private void resettle(Siblings.View view) throws IOException {
        FilePosition known =
                view.named().map(file -> generations.finished().of(file.key())).orElse(null);
        if (known != null && !known.id().isEmpty()) {
            Generation again = Generation.resume(view.named().get(), known, generations.serial(), generations.now());
            if (again != null) {
                generations.resume(again);
            }
        }
    }

    private void take(FilePosition position, Generation found, Siblings.View view) throws IOException {
        if (found == null) {
            passOverEarlierCopy(position, view);
            if (position.offset() + position.head().length() > 0) {
                beside.mourned();
                listener.lost(path, position.offset(), "the file is gone, or what it held is");
            }
        } else if (view.named().filter(file -> file.key().equals(found.key())).isPresent()) {
            generations.resume(found);
        } else {
            generations.takeUp(found);
        }
    }

    /** A copy that lacks what was sent last, of a file that is truncated by now. */
    private void passOverEarlierCopy(FilePosition position, Siblings.View view) throws IOException {
        for (FileKey.Standing file : view.older()) {
            if (generations.finished().of(file.key()) == null && file.size() < position.offset()) {
                Generation copy = Generation.open(file, 0, generations.now());
                if (position.head().length() > 0 && position.head().heads(copy.channel())) {
                    generations.finished().add(copy.whole());
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
                Generation found = asked ? Generation.resume(file, position, own, generations.now()) : null;
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
