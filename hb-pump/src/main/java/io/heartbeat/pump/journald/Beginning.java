package io.heartbeat.pump.journald;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Decides at which entry each file begins to be read, those that are there at the start and those that come later. */
final class Beginning {
    private final JournalStart start;
    private final Position boot = new Position();
    private final long now;
    private final List<Position> tails = new ArrayList<>();

    /**
     * For one reader.
     *
     * @param bootId the boot that runs, 32 hexadecimal digits
     * @param now µs since 1970
     */
    Beginning(JournalStart start, String bootId, long now) {
        this.start = start;
        this.now = now;
        boot.bootHigh = Ids.high(bootId);
        boot.bootLow = Ids.low(bootId);
    }

    /** The first entry to read of a file that is there at the start. */
    long first(OpenFile file) throws IOException {
        if (start instanceof JournalStart.Tail) {
            Position tail = new Position();
            tail.seqnumIdHigh = file.header().seqnumIdHigh();
            tail.seqnumIdLow = file.header().seqnumIdLow();
            tail.seqnum = file.header().tailSeqnum();
            tails.add(tail);
            return file.header().entries();
        }
        if (start instanceof JournalStart.Seconds ago) {
            return file.seek().since(boot.bootHigh, boot.bootLow, now - ago.seconds() * 1_000_000);
        }
        return start instanceof JournalStart.After after
                ? file.seek().after(after.cursor().position())
                : 0;
    }

    /**
     * The first entry to read of a file that came later: all of it, but what its numbers say was there before the start.
     *
     * @param fresh whether its directory was there at the start, so that the file itself must be new
     */
    long later(OpenFile file, boolean fresh) throws IOException {
        Position floor = floor(file.header());
        if (floor != null) {
            return file.seek().after(floor);
        }
        return fresh || start instanceof JournalStart.Head ? 0 : past(file);
    }

    /** A whole directory came, mounted perhaps: what it holds from before the start is none of ours. */
    private long past(OpenFile file) throws IOException {
        if (start instanceof JournalStart.Tail) {
            Position place = new Position();
            place.realtime = now;
            return file.seek().after(place);
        }
        return first(file);
    }

    private Position floor(FileHeader file) {
        Position found = null;
        for (Position tail : floors()) {
            if (tail.seqnumIdHigh == file.seqnumIdHigh()
                    && tail.seqnumIdLow == file.seqnumIdLow()
                    && (found == null || Long.compareUnsigned(tail.seqnum, found.seqnum) > 0)) {
                found = tail;
            }
        }
        return found;
    }

    private List<Position> floors() {
        return start instanceof JournalStart.After after
                ? List.of(after.cursor().position())
                : tails;
    }
}
