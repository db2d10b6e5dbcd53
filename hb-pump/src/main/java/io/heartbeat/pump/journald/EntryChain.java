package io.heartbeat.pump.journald;

import java.io.IOException;

/**
 * The entries of one file in order, one after the other, each read into an {@link EntryObject}. Follows the chain of entry
 * arrays; where that is broken, it goes on by {@link EntryScan}. For one thread.
 */
final class EntryChain {
    private final FileHeader header;
    private final EntryArrays arrays;
    private final EntryObject entry;
    private final EntryScan scan;
    private long index;
    private boolean scanning;
    private boolean broken;
    private long lastSeqnum;
    private long lastEnd;
    private long corrupted;

    EntryChain(FileBytes bytes, FileHeader header, EntryArrays arrays, EntryObject entry) {
        this.header = header;
        this.arrays = arrays;
        this.entry = entry;
        this.scan = new EntryScan(bytes, header, entry);
    }

    /** Goes to the entry of that number; the one read next is it. */
    void seek(long to) throws IOException {
        index = to;
        long before = to == 0 ? 0 : arrays.offset(to - 1);
        if (before > 0 && entry.head(before)) {
            // Where the scan goes on if the chain breaks later.
            lastSeqnum = entry.position().seqnum;
            lastEnd = entry.end();
        } else if (to > 0 && to >= header.entries()) {
            lastSeqnum = header.tailSeqnum();
        }
    }

    /** Number of the entry that is read next. */
    long index() {
        return index;
    }

    /** Breaks met so far; a run of broken entries is one. */
    long corrupted() {
        return corrupted;
    }

    /** Reads the next entry; false when there is none at present. */
    boolean next() throws IOException {
        while (!scanning && index < header.entries()) {
            long offset = arrays.offset(index);
            if (offset == EntryArrays.BROKEN) {
                breaks();
                scanning = true;
                scan.from(lastEnd);
            } else {
                index++;
                if (entry.read(offset)) {
                    accept();
                    return true;
                }
                breaks();
            }
        }
        if (scanning && scan.next(lastSeqnum) != 0) {
            index++;
            accept();
            return true;
        }
        return false;
    }

    private void breaks() {
        if (!broken) {
            corrupted++;
        }
        broken = true;
    }

    private void accept() {
        broken = false;
        lastEnd = Math.max(lastEnd, entry.end());
        Position position = entry.position();
        if (Long.compareUnsigned(position.seqnum, header.tailSeqnum()) <= 0) {
            lastSeqnum = position.seqnum;
        } else if (lastSeqnum != 0) {
            // A number beyond the newest is a flipped bit. As a cursor it would skip what follows.
            position.seqnum = lastSeqnum;
            corrupted++;
        }
    }
}
