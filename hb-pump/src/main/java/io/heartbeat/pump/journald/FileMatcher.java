package io.heartbeat.pump.journald;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells which entries of one file match, by the offsets of the data that they name: nothing but the wanted data is read.
 * Where the file's hash table is broken, the data are compared themselves. For one thread.
 */
final class FileMatcher {
    private final Matches matches;
    private final HashTable table;
    private final DataObjects data;
    private final List<long[]> offsets = new ArrayList<>();
    private boolean unresolved = true;
    private boolean byContent;

    FileMatcher(Matches matches, HashTable table, DataObjects data) {
        this.matches = matches;
        this.table = table;
        this.data = data;
        matches.groups().forEach(group -> offsets.add(new long[group.size()]));
    }

    /** Looks up what was not in the file so far. To be called when the file has grown. */
    void resolve() throws IOException {
        if (!unresolved) {
            return;
        }
        unresolved = false;
        for (int g = 0; g < offsets.size(); g++) {
            long[] group = offsets.get(g);
            for (int i = 0; i < group.length; i++) {
                if (group[i] == HashTable.ABSENT) {
                    group[i] = table.find(matches.groups().get(g).get(i));
                    unresolved |= group[i] == HashTable.ABSENT;
                    byContent |= group[i] == HashTable.BROKEN;
                }
            }
        }
    }

    /** Whether the entry holds one of each group. */
    boolean test(EntryObject entry) throws IOException {
        for (int g = 0; g < offsets.size(); g++) {
            if (!any(entry, offsets.get(g))
                    && !(byContent && anyContent(entry, matches.groups().get(g)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean any(EntryObject entry, long[] wanted) {
        for (int i = 0; i < entry.count(); i++) {
            for (long offset : wanted) {
                if (offset > 0 && entry.item(i) == offset) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean anyContent(EntryObject entry, List<byte[]> wanted) throws IOException {
        for (int i = 0; i < entry.count(); i++) {
            for (byte[] one : wanted) {
                if (data.holds(entry.item(i), one)) {
                    return true;
                }
            }
        }
        return false;
    }
}
