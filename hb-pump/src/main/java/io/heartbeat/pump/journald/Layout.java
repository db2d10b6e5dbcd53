package io.heartbeat.pump.journald;

/** Where things stand in a journal file; offsets in bytes, numbers little-endian. Source: JOURNAL_FILE_FORMAT of systemd. */
final class Layout {
    /** {@code LPKSHHRH} as a little-endian number. */
    static final long SIGNATURE = 0x4852_4848_534b_504cL;

    /** Header of systemd 254 and later; older ones are shorter. */
    static final int HEADER = 272;

    static final int HEADER_MINIMUM = 208;

    static final int INCOMPATIBLE_KEYED_HASH = 4;
    static final int INCOMPATIBLE_COMPACT = 16;
    /** XZ, LZ4, keyed hash, ZSTD, compact. */
    static final int INCOMPATIBLE_KNOWN = 1 | 2 | INCOMPATIBLE_KEYED_HASH | 8 | INCOMPATIBLE_COMPACT;

    static final int STATE_ARCHIVED = 2;

    static final int DATA = 1;
    static final int ENTRY = 3;
    static final int ENTRY_ARRAY = 6;
    static final int TYPES = 8;

    static final int OBJECT_HEADER = 16;

    static final int DATA_HASH = 16;
    static final int DATA_NEXT_HASH = 24;
    static final int DATA_ENTRY = 40;
    static final int DATA_ENTRIES = 56;
    static final int DATA_PAYLOAD = 64;
    static final int DATA_PAYLOAD_COMPACT = 72;

    static final int COMPRESSED_XZ = 1;
    static final int COMPRESSED_LZ4 = 2;
    static final int COMPRESSED_ZSTD = 4;
    static final int COMPRESSED = COMPRESSED_XZ | COMPRESSED_LZ4 | COMPRESSED_ZSTD;

    static final int ENTRY_SEQNUM = 16;
    static final int ENTRY_REALTIME = 24;
    static final int ENTRY_MONOTONIC = 32;
    static final int ENTRY_BOOT = 40;
    static final int ENTRY_XOR = 56;
    static final int ENTRY_ITEMS = 64;

    static final int ARRAY_NEXT = 16;
    static final int ARRAY_ITEMS = 24;

    /** No time of systemd's is as large, in microseconds. */
    static final long TIME_LIMIT = 1L << 55;

    private Layout() {}

    /** Objects begin at multiples of eight. */
    static boolean aligned(long offset) {
        return (offset & 7) == 0;
    }

    /** The next multiple of eight. */
    static long align(long size) {
        return size + 7 & ~7L;
    }
}
