package io.heartbeat.pump.journald;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The first bytes of a journal file, as of the last {@link #read}. For one thread. */
final class FileHeader {
    private static final long MOST_ENTRIES = 1L << 60;

    private final byte[] bytes = new byte[Layout.HEADER];

    private int incompatible;
    private int state;
    private long seqnumIdHigh;
    private long seqnumIdLow;
    private long size;
    private long entries;
    private long tailSeqnum;
    private long tailObject;

    /** Reads anew; false when this is no journal file, or not yet. What was read before then still holds. */
    boolean read(FileBytes file) throws IOException {
        byte[] now = new byte[Layout.HEADER];
        int length = file.read(ByteBuffer.wrap(now), 0);
        if (length < Layout.HEADER_MINIMUM || Bytes.u64(now, 0) != Layout.SIGNATURE) {
            return false;
        }
        System.arraycopy(now, 0, bytes, 0, Layout.HEADER);
        incompatible = Bytes.i32(bytes, 12);
        state = bytes[16];
        seqnumIdHigh = Bytes.id(bytes, 72);
        seqnumIdLow = Bytes.id(bytes, 80);
        size = Math.max(Layout.HEADER_MINIMUM, Math.min(Bytes.u64(bytes, 88), 4096));
        tailObject = Bytes.u64(bytes, 136);
        // A flipped bit must not make it negative; what is really there ends where the arrays do.
        long claimed = Bytes.u64(bytes, 152);
        entries = claimed < 0 ? MOST_ENTRIES : Math.min(claimed, MOST_ENTRIES);
        tailSeqnum = Bytes.u64(bytes, 160);
        return true;
    }

    /** Whether it asks for something that nobody here knows. */
    boolean unknown() {
        return (incompatible & ~Layout.INCOMPATIBLE_KNOWN) != 0;
    }

    boolean compact() {
        return (incompatible & Layout.INCOMPATIBLE_COMPACT) != 0;
    }

    boolean keyed() {
        return (incompatible & Layout.INCOMPATIBLE_KEYED_HASH) != 0;
    }

    /** Whether its writer has closed it for good. */
    boolean archived() {
        return state == Layout.STATE_ARCHIVED;
    }

    /** The file's identifier, which is the key of its hashes. */
    byte[] fileId() {
        return java.util.Arrays.copyOfRange(bytes, 24, 40);
    }

    /** The first half of the file's identifier. */
    long idHigh() {
        return Bytes.id(bytes, 24);
    }

    /** Its second half. */
    long idLow() {
        return Bytes.id(bytes, 32);
    }

    long seqnumIdHigh() {
        return seqnumIdHigh;
    }

    long seqnumIdLow() {
        return seqnumIdLow;
    }

    long size() {
        return size;
    }

    long dataHashTable() {
        return Bytes.u64(bytes, 104);
    }

    /** Bytes of the data hash table. */
    long dataHashTableSize() {
        return Bytes.u64(bytes, 112);
    }

    /** All objects before this one are complete. */
    long tailObject() {
        return tailObject;
    }

    long entries() {
        return entries;
    }

    long tailSeqnum() {
        return tailSeqnum;
    }

    /** The first array of entries, 0 when there is none yet. */
    long entryArray() {
        return Bytes.u64(bytes, 176);
    }
}
