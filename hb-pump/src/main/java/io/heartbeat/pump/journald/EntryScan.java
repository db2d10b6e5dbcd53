package io.heartbeat.pump.journald;

import java.io.IOException;

/**
 * Finds entries without the chain of arrays, object by object as they lie in the file; where an object's header is broken,
 * by looking at every eighth byte for the next thing that can only be an entry. For one thread.
 */
final class EntryScan {
    /** So far a break may reach; beyond it the rest of the file is given up. */
    private static final long REACH = 64L << 20;

    private final FileBytes bytes;
    private final FileHeader header;
    private final EntryObject entry;
    private long at;
    private boolean lost;

    EntryScan(FileBytes bytes, FileHeader header, EntryObject entry) {
        this.bytes = bytes;
        this.header = header;
        this.entry = entry;
    }

    /** Begins at an object, or where one may be. */
    void from(long offset) {
        at = Layout.align(Math.max(offset, header.size()));
        lost = false;
    }

    /** Where the scan is. */
    long at() {
        return at;
    }

    /**
     * The offset of the next sound entry, 0 when there is none as yet; the entry is then read into the object that was given.
     *
     * @param after entries numbered up to here are passed over
     */
    long next(long after) throws IOException {
        long limit = at + REACH;
        while (at < limit) {
            if (!bytes.look(at, Layout.OBJECT_HEADER)) {
                return 0;
            }
            int type = bytes.found()[bytes.at()];
            if (type == 0 && at >= header.tailObject()) {
                return 0;
            }
            long size = Bytes.u64(bytes.found(), bytes.at() + 8);
            if (type == Layout.ENTRY && sound(size, after)) {
                long offset = at;
                at = entry.end();
                lost = false;
                return offset;
            }
            if (!lost && whole(type, size)) {
                at += Layout.align(size);
                limit = at + REACH;
            } else {
                lost = true;
                at += 8;
            }
        }
        return 0;
    }

    private boolean whole(int type, long size) throws IOException {
        return type > 0 && type < Layout.TYPES && size > Layout.OBJECT_HEADER && size <= bytes.size() - at;
    }

    private boolean sound(long size, long after) throws IOException {
        long newest = header.tailSeqnum();
        int width = header.compact() ? 4 : 16;
        if (size > Layout.ENTRY_ITEMS + 4096L * width || (size - Layout.ENTRY_ITEMS) % width != 0 || !entry.read(at)) {
            return false;
        }
        long seqnum = entry.position().seqnum;
        return Long.compareUnsigned(seqnum, after) > 0
                && (!lost || Long.compareUnsigned(seqnum, newest) <= 0)
                && namesData();
    }

    private boolean namesData() throws IOException {
        for (int i = 0; i < entry.count(); i++) {
            long offset = entry.item(i);
            if (Layout.aligned(offset)
                    && offset < at
                    && bytes.look(offset, Layout.OBJECT_HEADER)
                    && bytes.found()[bytes.at()] == Layout.DATA) {
                return true;
            }
        }
        return false;
    }
}
