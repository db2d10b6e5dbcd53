package io.heartbeat.pump.follow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files beside a followed one that are not to be read again, so that whatever else turns up there is a generation that nobody
 * saw. As long as they exist: an inode that is free belongs to another file soon. For one thread.
 */
final class Finished {
    private final Map<FileKey, FilePosition> all = new LinkedHashMap<>();

    /** What is known of a file by its inode, which may be another's by now; null when nothing is. */
    FilePosition of(FileKey key) {
        FilePosition known = all.get(key);
        return known == null || known.head().length() == 0 ? null : known;
    }

    /** Whether it was passed over. */
    boolean passed(FileKey key) {
        FilePosition known = all.get(key);
        return known != null && known.head().length() == 0;
    }

    /** One more; an empty file says nothing about itself and is none. */
    void add(FilePosition position) {
        if (position.offset() > 0) {
            all.put(position.key(), position);
        }
    }

    /** A compressed file was noticed; nobody looks into it. */
    void pass(FileKey.Standing file) {
        all.put(file.key(), new FilePosition("", file.key(), Print.NONE, file.size(), Print.NONE, file.modified()));
    }

    /** It is to be read again after all. */
    void remove(FileKey key) {
        all.remove(key);
    }

    /** Forgets those that are no more. Answers how many plain files that were. */
    int keep(Siblings.View view) {
        Set<FileKey> there = new HashSet<>();
        view.all().forEach(file -> there.add(file.key()));
        view.packed().forEach(file -> there.add(file.key()));
        int before = plain();
        all.keySet().retainAll(there);
        return before - plain();
    }

    private int plain() {
        return (int)
                all.values().stream().filter(one -> one.head().length() > 0).count();
    }

    /** When the youngest of them was last written, milliseconds since 1970; 0 without any. */
    long modified() {
        return all.values().stream().mapToLong(FilePosition::modified).max().orElse(0);
    }

    List<FilePosition> positions() {
        return new ArrayList<>(all.values());
    }
}
