package io.heartbeat.pump.journald;

import java.util.Locale;

/**
 * The place of one entry, good across restarts, rotation and machines. Prints and parses systemd's form,
 * {@code s=SOURCE;i=NUMBER;b=BOOT;m=MONOTONIC;t=REALTIME;x=HASH}, hexadecimal; systemd tells everybody to take it as opaque.
 * All numbers are unsigned.
 *
 * @param seqnumIdHigh what numbered the entry: a journald that ran through several files
 * @param seqnumIdLow its second half
 * @param seqnum number within that source, from 1
 * @param bootHigh the boot
 * @param bootLow its second half
 * @param monotonic µs since that boot
 * @param realtime µs since 1970
 * @param xorHash of the contents
 */
public record Cursor(
        long seqnumIdHigh,
        long seqnumIdLow,
        long seqnum,
        long bootHigh,
        long bootLow,
        long monotonic,
        long realtime,
        long xorHash) {

    /** Reads systemd's form; throws {@link IllegalArgumentException} when a part is missing or wrong. Unknown parts pass. */
    public static Cursor parse(String text) {
        String[] parts = new String[6];
        for (String part : text.strip().toLowerCase(Locale.ROOT).split(";", -1)) {
            int known = part.length() < 2 || part.charAt(1) != '=' ? -1 : "sibmtx".indexOf(part.charAt(0));
            if (known >= 0) {
                parts[known] = part.substring(2);
            }
        }
        for (String part : parts) {
            if (part == null) {
                throw new IllegalArgumentException("not a journal cursor: " + text);
            }
        }
        return new Cursor(
                Ids.high(parts[0]),
                Ids.low(parts[0]),
                Long.parseUnsignedLong(parts[1], 16),
                Ids.high(parts[2]),
                Ids.low(parts[2]),
                Long.parseUnsignedLong(parts[3], 16),
                Long.parseUnsignedLong(parts[4], 16),
                Long.parseUnsignedLong(parts[5], 16));
    }

    /** The same place as changeable numbers. */
    Position position() {
        Position p = new Position();
        p.seqnumIdHigh = seqnumIdHigh;
        p.seqnumIdLow = seqnumIdLow;
        p.seqnum = seqnum;
        p.bootHigh = bootHigh;
        p.bootLow = bootLow;
        p.monotonic = monotonic;
        p.realtime = realtime;
        p.xorHash = xorHash;
        return p;
    }

    /**
     * Which of two entries comes first in the journal: by number within one source, else by time since the same boot, else by
     * wall clock. Not a total order over more than two when clocks jumped, hence no {@link Comparable}.
     */
    public int compare(Cursor other) {
        return position().compare(other.position());
    }

    /** systemd's form. */
    @Override
    public String toString() {
        return "s=" + Ids.text(seqnumIdHigh, seqnumIdLow) + ";i=" + Long.toHexString(seqnum) + ";b="
                + Ids.text(bootHigh, bootLow) + ";m=" + Long.toHexString(monotonic) + ";t=" + Long.toHexString(realtime)
                + ";x=" + Long.toHexString(xorHash);
    }
}
