package io.heartbeat.pump.journald;

/** Where an entry stands, as numbers: what a {@link Cursor} says, changeable, to be used again. For one thread. */
final class Position {
    long seqnumIdHigh;
    long seqnumIdLow;
    long seqnum;
    long bootHigh;
    long bootLow;
    long monotonic;
    long realtime;
    long xorHash;

    void set(Position other) {
        seqnumIdHigh = other.seqnumIdHigh;
        seqnumIdLow = other.seqnumIdLow;
        seqnum = other.seqnum;
        bootHigh = other.bootHigh;
        bootLow = other.bootLow;
        monotonic = other.monotonic;
        realtime = other.realtime;
        xorHash = other.xorHash;
    }

    boolean sameSource(Position other) {
        return seqnumIdHigh == other.seqnumIdHigh && seqnumIdLow == other.seqnumIdLow;
    }

    boolean sameBoot(Position other) {
        return bootHigh == other.bootHigh && bootLow == other.bootLow;
    }

    /** The order of the merge: sequence number, else time since the same boot, else wall clock, else content. */
    int compare(Position other) {
        int order = sameSource(other) ? Long.compareUnsigned(seqnum, other.seqnum) : 0;
        if (order == 0 && sameBoot(other)) {
            order = Long.compareUnsigned(monotonic, other.monotonic);
        }
        if (order == 0) {
            order = Long.compareUnsigned(realtime, other.realtime);
        }
        return order != 0 ? order : Long.compareUnsigned(xorHash, other.xorHash);
    }

    /** Whether both are one entry that stands in two files. */
    boolean same(Position other) {
        return seqnum == other.seqnum
                && monotonic == other.monotonic
                && realtime == other.realtime
                && xorHash == other.xorHash
                && sameBoot(other)
                && sameSource(other);
    }

    Cursor cursor() {
        return new Cursor(seqnumIdHigh, seqnumIdLow, seqnum, bootHigh, bootLow, monotonic, realtime, xorHash);
    }
}
