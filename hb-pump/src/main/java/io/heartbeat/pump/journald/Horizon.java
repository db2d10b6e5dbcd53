package io.heartbeat.pump.journald;

import java.util.HashMap;
import java.util.Map;

/**
 * How far entries of several files that one journald writes at the same time may be handed out: only what was written before
 * all files were looked at last. Otherwise one that went into a file just after it was looked at would come after a younger
 * one from another file, and a cursor saved in between would lose it. For one thread.
 */
final class Horizon {
    private record Source(long high, long low) {}

    private static final class Reach {
        long limit;
        long newest;
    }

    private final Map<Source, Reach> reaches = new HashMap<>();
    private Reach hot;
    private long hotHigh;
    private long hotLow;

    /** All files are about to be looked at again; true when that lets more through. */
    boolean advance() {
        boolean moved = false;
        for (Reach reach : reaches.values()) {
            moved |= reach.limit != reach.newest;
            reach.limit = reach.newest;
        }
        return moved;
    }

    /** A file was looked at. */
    void saw(FileHeader file) {
        Reach reach = reach(file.seqnumIdHigh(), file.seqnumIdLow());
        if (Long.compareUnsigned(file.tailSeqnum(), reach.newest) > 0) {
            reach.newest = file.tailSeqnum();
        }
    }

    /** Whether the entry has to wait for another look. A number that no header claims is not believed, and does not wait. */
    boolean holds(Position entry) {
        if (hot == null || hotHigh != entry.seqnumIdHigh || hotLow != entry.seqnumIdLow) {
            hot = reach(entry.seqnumIdHigh, entry.seqnumIdLow);
            hotHigh = entry.seqnumIdHigh;
            hotLow = entry.seqnumIdLow;
        }
        return Long.compareUnsigned(entry.seqnum, hot.limit) > 0 && Long.compareUnsigned(entry.seqnum, hot.newest) <= 0;
    }

    private Reach reach(long high, long low) {
        return reaches.computeIfAbsent(new Source(high, low), key -> new Reach());
    }
}
