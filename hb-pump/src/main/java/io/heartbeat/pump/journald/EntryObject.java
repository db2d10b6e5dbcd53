package io.heartbeat.pump.journald;

import java.io.IOException;

/** The entry object that was read last: where it stands in time, and where its data lie. For one thread. */
final class EntryObject {
    /** systemd writes at most 1024; more are left out. */
    private static final int MOST = 4096;

    private final FileBytes bytes;
    private final FileHeader header;
    private final Position position = new Position();
    private final long[] items = new long[MOST];
    private int count;
    private long end;

    EntryObject(FileBytes bytes, FileHeader header) {
        this.bytes = bytes;
        this.header = header;
    }

    /** Reads one; false when none stands there that is sound. */
    boolean read(long offset) throws IOException {
        if (!head(offset)) {
            return false;
        }
        int width = header.compact() ? 4 : 16;
        if (count == 0 || !bytes.look(offset + Layout.ENTRY_ITEMS, count * width)) {
            return false;
        }
        byte[] found = bytes.found();
        int at = bytes.at();
        for (int i = 0; i < count; i++) {
            items[i] = width == 4 ? Bytes.u32(found, at + 4 * i) : Bytes.u64(found, at + 16 * i);
        }
        return true;
    }

    /** Reads only where it stands in time. */
    boolean head(long offset) throws IOException {
        if (offset < header.size() || !Layout.aligned(offset) || !bytes.look(offset, Layout.ENTRY_ITEMS)) {
            return false;
        }
        byte[] found = bytes.found();
        int at = bytes.at();
        long size = Bytes.u64(found, at + 8);
        int width = header.compact() ? 4 : 16;
        if (found[at] != Layout.ENTRY || size < Layout.ENTRY_ITEMS + width || size > 1L << 32) {
            return false;
        }
        count = (int) Math.min((size - Layout.ENTRY_ITEMS) / width, MOST);
        end = offset + Layout.align(size);
        position.seqnumIdHigh = header.seqnumIdHigh();
        position.seqnumIdLow = header.seqnumIdLow();
        position.seqnum = Bytes.u64(found, at + Layout.ENTRY_SEQNUM);
        position.realtime = Bytes.u64(found, at + Layout.ENTRY_REALTIME);
        position.monotonic = Bytes.u64(found, at + Layout.ENTRY_MONOTONIC);
        position.bootHigh = Bytes.id(found, at + Layout.ENTRY_BOOT);
        position.bootLow = Bytes.id(found, at + Layout.ENTRY_BOOT + 8);
        position.xorHash = Bytes.u64(found, at + Layout.ENTRY_XOR);
        return position.seqnum != 0 && time(position.realtime) && position.realtime != 0 && time(position.monotonic);
    }

    private static boolean time(long micros) {
        return micros >= 0 && micros < Layout.TIME_LIMIT;
    }

    /** Where it stands; overwritten by the next read. */
    Position position() {
        return position;
    }

    /** How many data objects it names. */
    int count() {
        return count;
    }

    /** Offset of a data object. */
    long item(int index) {
        return items[index];
    }

    /** Where the next object begins. */
    long end() {
        return end;
    }
}
