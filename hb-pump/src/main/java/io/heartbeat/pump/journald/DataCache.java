package io.heartbeat.pump.journald;

import java.util.Arrays;

/** Data objects that occur in many entries, by file and offset, for all files of a reader; at most 4 MiB. For one thread. */
final class DataCache {
    /** A larger value is not kept. */
    static final int LARGEST = 16 * 1024;

    /** A field and its array cost so much beside their bytes. */
    private static final int OVERHEAD = 80;

    private static final int BITS = 13;
    private static final long MOST_BYTES = 2L << 20;

    private final long[] keys = new long[1 << BITS];
    private final Field[] fields = new Field[1 << BITS];
    private long bytes;

    Field get(int file, long offset) {
        long key = key(file, offset);
        int slot = slot(key);
        return keys[slot] == key ? fields[slot] : null;
    }

    void put(int file, long offset, Field field) {
        if (bytes > MOST_BYTES) {
            Arrays.fill(keys, 0);
            Arrays.fill(fields, null);
            bytes = 0;
        }
        long key = key(file, offset);
        int slot = slot(key);
        if (fields[slot] != null) {
            bytes -= fields[slot].bytes().length + OVERHEAD;
        }
        keys[slot] = key;
        fields[slot] = field;
        bytes += field.bytes().length + OVERHEAD;
    }

    /** Offsets are multiples of eight and far smaller than 2⁴³; files are numbered from 1. */
    private static long key(int file, long offset) {
        return (long) file << 40 | offset >>> 3;
    }

    private static int slot(long key) {
        return (int) (key * 0x9e37_79b9_7f4a_7c15L >>> 64 - BITS);
    }
}
