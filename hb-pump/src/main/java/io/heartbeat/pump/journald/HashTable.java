package io.heartbeat.pump.journald;

import java.io.IOException;

/** Finds data objects of a file by their content. For one thread. */
final class HashTable {
    /** Not in the file. */
    static final long ABSENT = 0;
    /** The table cannot be followed there: it may be in the file or not. */
    static final long BROKEN = -1;

    private final FileBytes bytes;
    private final FileHeader header;
    private final DataObjects data;

    HashTable(FileBytes bytes, FileHeader header, DataObjects data) {
        this.bytes = bytes;
        this.header = header;
        this.data = data;
    }

    /** The offset of the data object {@code NAME=value}, {@link #ABSENT} or {@link #BROKEN}. */
    long find(byte[] wanted) throws IOException {
        long buckets = header.dataHashTableSize() / 16;
        if (buckets <= 0) {
            return header.entries() == 0 ? ABSENT : BROKEN;
        }
        long hash = header.keyed() ? SipHash.hash(header.fileId(), wanted) : JenkinsHash.hash(wanted);
        long bucket = header.dataHashTable() + Long.remainderUnsigned(hash, buckets) * 16;
        if (!bytes.lookAgain(bucket, 8)) {
            return BROKEN;
        }
        long before = 0;
        long offset = Bytes.u64(bytes.found(), bytes.at());
        while (offset != 0) {
            // Chains only go forward, so that no flipped bit makes them rings.
            if (offset <= before
                    || !bytes.lookAgain(offset, Layout.DATA_PAYLOAD)
                    || bytes.found()[bytes.at()] != Layout.DATA) {
                return BROKEN;
            }
            long next = Bytes.u64(bytes.found(), bytes.at() + Layout.DATA_NEXT_HASH);
            if (Bytes.u64(bytes.found(), bytes.at() + Layout.DATA_HASH) == hash && data.holds(offset, wanted)) {
                return offset;
            }
            before = offset;
            offset = next;
        }
        return ABSENT;
    }

    /** The oldest entry that names a data object, 0 when nobody can tell. */
    long firstEntry(long offset) throws IOException {
        return bytes.lookAgain(offset, Layout.DATA_PAYLOAD)
                ? Bytes.u64(bytes.found(), bytes.at() + Layout.DATA_ENTRY)
                : 0;
    }
}
