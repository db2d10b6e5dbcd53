package io.heartbeat.pump.journald;

import java.io.IOException;
import java.util.Arrays;

/** Offsets of entries by their number: the chain of entry arrays of a file. For one thread. */
final class EntryArrays {
    /** The chain cannot be followed there. */
    static final long BROKEN = -1;

    private final FileBytes bytes;
    private final FileHeader header;
    private long[] arrays = new long[8];
    /** Number of the first entry of each array; one more than there are arrays. */
    private long[] firsts = new long[9];

    private int count;

    EntryArrays(FileBytes bytes, FileHeader header) {
        this.bytes = bytes;
        this.header = header;
    }

    /**
     * Where an entry stands.
     *
     * @param index from 0, beneath the number of entries in the header
     * @return 0 when the place is empty, {@link #BROKEN} when there is no such place
     */
    long offset(long index) throws IOException {
        while (index >= firsts[count]) {
            if (!extend()) {
                return BROKEN;
            }
        }
        int array = count - 1;
        while (firsts[array] > index) {
            array--;
        }
        int width = header.compact() ? 4 : 8;
        long place = arrays[array] + Layout.ARRAY_ITEMS + (index - firsts[array]) * width;
        long offset = bytes.look(place, width) ? item(width) : 0;
        if (offset == 0) {
            // The page may be older than the entry.
            offset = bytes.lookAgain(place, width) ? item(width) : 0;
        }
        return offset;
    }

    private long item(int width) {
        return width == 4 ? Bytes.u32(bytes.found(), bytes.at()) : Bytes.u64(bytes.found(), bytes.at());
    }

    private boolean extend() throws IOException {
        long before = count == 0 ? 0 : arrays[count - 1];
        long next = count == 0 ? header.entryArray() : next(before);
        // The chain only goes forward, so that no flipped bit makes it a ring.
        if (next <= before || !Layout.aligned(next) || !array(next)) {
            return false;
        }
        long items = (Bytes.u64(bytes.found(), bytes.at() + 8) - Layout.ARRAY_ITEMS) / (header.compact() ? 4 : 8);
        if (items <= 0) {
            return false;
        }
        if (count == arrays.length) {
            arrays = Arrays.copyOf(arrays, count * 2);
            firsts = Arrays.copyOf(firsts, count * 2 + 1);
        }
        arrays[count] = next;
        count++;
        firsts[count] = firsts[count - 1] + items;
        return true;
    }

    private long next(long array) throws IOException {
        return bytes.lookAgain(array + Layout.ARRAY_NEXT, 8) ? Bytes.u64(bytes.found(), bytes.at()) : 0;
    }

    private boolean array(long offset) throws IOException {
        return isArray(bytes.look(offset, Layout.ARRAY_ITEMS)) || isArray(bytes.lookAgain(offset, Layout.ARRAY_ITEMS));
    }

    private boolean isArray(boolean there) {
        long size = there ? Bytes.u64(bytes.found(), bytes.at() + 8) : 0;
        return there && bytes.found()[bytes.at()] == Layout.ENTRY_ARRAY && size > Layout.ARRAY_ITEMS && size < 1L << 40;
    }
}
