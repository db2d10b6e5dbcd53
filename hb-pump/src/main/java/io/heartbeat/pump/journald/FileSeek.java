package io.heartbeat.pump.journald;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Finds the entry of one file where reading begins, by bisection. For one thread. */
final class FileSeek {
    private static final int NEAR = 6;

    /** Whether an entry lies behind the place that is looked for. */
    private interface Test {
        boolean behind(Position entry);
    }

    private final FileHeader header;
    private final EntryArrays arrays;
    private final EntryObject entry;
    private final HashTable table;

    FileSeek(FileHeader header, EntryArrays arrays, EntryObject entry, HashTable table) {
        this.header = header;
        this.arrays = arrays;
        this.entry = entry;
        this.table = table;
    }

    /** The number of the first entry after a place: by sequence number, else by time since the boot, else by wall clock. */
    long after(Position place) throws IOException {
        boolean numbered = header.seqnumIdHigh() == place.seqnumIdHigh && header.seqnumIdLow() == place.seqnumIdLow;
        if (!numbered) {
            long boot = firstOf(place.bootHigh, place.bootLow);
            if (boot >= 0) {
                long end = endOfBoot(boot, place);
                return first(boot, end, found -> found.compare(place) > 0);
            }
        }
        return first(0, header.entries(), found -> found.compare(place) > 0);
    }

    /** The number of the first entry of a boot at or after a wall clock time in µs; the end when there is none. */
    long since(long bootHigh, long bootLow, long realtime) throws IOException {
        long boot = firstOf(bootHigh, bootLow);
        if (boot < 0) {
            return header.entries();
        }
        Position place = new Position();
        place.bootHigh = bootHigh;
        place.bootLow = bootLow;
        return first(boot, endOfBoot(boot, place), found -> found.realtime >= realtime);
    }

    private long endOfBoot(long from, Position place) throws IOException {
        return first(from, header.entries(), found -> !found.sameBoot(place));
    }

    /** The number of the first entry of a boot, -1 when there is none or nobody can tell. */
    private long firstOf(long bootHigh, long bootLow) throws IOException {
        byte[] wanted = ("_BOOT_ID=" + Ids.text(bootHigh, bootLow)).getBytes(StandardCharsets.US_ASCII);
        long data = table.find(wanted);
        long offset = data <= 0 ? 0 : table.firstEntry(data);
        if (offset == 0) {
            return -1;
        }
        long low = 0;
        long high = header.entries();
        while (low < high) {
            long middle = low + high >>> 1;
            long found = arrays.offset(middle);
            if (found == EntryArrays.BROKEN || found >= offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The first that is behind; one that cannot be read is judged by the next that can. */
    private long first(long from, long to, Test test) throws IOException {
        long low = from;
        long high = to;
        while (low < high) {
            long middle = low + high >>> 1;
            long probe = middle;
            while (probe < high && !readable(probe)) {
                if (arrays.offset(probe) == EntryArrays.BROKEN) {
                    probe = high;
                } else {
                    probe++;
                }
            }
            if (probe >= high || test.behind(entry.position())) {
                high = middle;
            } else {
                low = probe + 1;
            }
        }
        return misled(from, low, test) ? scan(from, to, test) : low;
    }

    /** Whether one before the found one is behind too: then a flipped bit led the bisection past it. */
    private boolean misled(long from, long found, Test test) throws IOException {
        for (long i = Math.max(from, found - NEAR); i < found - 1; i++) {
            if (readable(i) && test.behind(entry.position())) {
                return true;
            }
        }
        return false;
    }

    private long scan(long from, long to, Test test) throws IOException {
        for (long i = from; i < to; i++) {
            if (arrays.offset(i) == EntryArrays.BROKEN || readable(i) && test.behind(entry.position())) {
                return i;
            }
        }
        return to;
    }

    private boolean readable(long index) throws IOException {
        long offset = arrays.offset(index);
        return offset > 0 && entry.head(offset);
    }
}
