package io.heartbeat.pump.journald;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes journal files of a few kilobytes, where journald's begin at eight megabytes: seeds for fuzzing. */
final class TinyJournal {
    private static final int BUCKETS = 8;
    private static final int HEADER = 256;

    private final ByteBuffer out = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private final boolean compact;
    private final Map<String, Integer> data = new HashMap<>();
    private int end = HEADER;
    private int last;
    private int objects;
    private int entries;
    private int array;
    private int arrays;
    private final int table;

    TinyJournal(boolean compact) {
        this.compact = compact;
        out.put(0, "LPKSHHRH".getBytes(StandardCharsets.US_ASCII));
        out.putInt(12, compact ? Layout.INCOMPATIBLE_COMPACT : 0);
        out.put(16, (byte) Layout.STATE_ARCHIVED);
        for (int i = 24; i < 88; i++) {
            out.put(i, (byte) i);
        }
        out.putLong(88, HEADER);
        table = object(4, BUCKETS * 16) + 16;
        out.putLong(104, table);
        out.putLong(112, BUCKETS * 16);
        int fields = object(5, BUCKETS * 16) + 16;
        out.putLong(120, fields);
        out.putLong(128, BUCKETS * 16);
    }

    /** Adds an entry. */
    TinyJournal entry(String... fields) {
        long[] items = Arrays.stream(fields).mapToLong(this::data).sorted().toArray();
        int width = compact ? 4 : 16;
        int at = object(Layout.ENTRY, 48 + items.length * width);
        entries++;
        out.putLong(at + Layout.ENTRY_SEQNUM, entries);
        out.putLong(at + Layout.ENTRY_REALTIME, 1_700_000_000_000_000L + entries);
        out.putLong(at + Layout.ENTRY_MONOTONIC, 1_000 + entries);
        out.put(at + Layout.ENTRY_BOOT, new byte[16]).put(at + Layout.ENTRY_BOOT, (byte) 0x42);
        for (int i = 0; i < items.length; i++) {
            if (compact) {
                out.putInt(at + Layout.ENTRY_ITEMS + i * width, (int) items[i]);
            } else {
                out.putLong(at + Layout.ENTRY_ITEMS + i * width, items[i]);
                out.putLong(at + Layout.ENTRY_ITEMS + i * width + 8, out.getLong((int) items[i] + Layout.DATA_HASH));
            }
            int used = (int) items[i] + Layout.DATA_ENTRIES;
            out.putLong(used, out.getLong(used) + 1);
            if (out.getLong(used) == 1) {
                out.putLong((int) items[i] + Layout.DATA_ENTRY, at);
            }
        }
        link(at);
        return this;
    }

    private void link(int entry) {
        int width = compact ? 4 : 8;
        int slot = (entries - 1) % 4;
        if (slot == 0) {
            int next = object(Layout.ENTRY_ARRAY, 8 + 4 * width);
            arrays++;
            if (array == 0) {
                out.putLong(176, next);
            } else {
                out.putLong(array + Layout.ARRAY_NEXT, next);
            }
            array = next;
        }
        int place = array + Layout.ARRAY_ITEMS + slot * width;
        if (compact) {
            out.putInt(place, entry);
        } else {
            out.putLong(place, entry);
        }
    }

    private long data(String field) {
        return data.computeIfAbsent(field, key -> {
            byte[] payload = field.getBytes(StandardCharsets.UTF_8);
            int prefix = compact ? 56 : 48;
            int at = object(Layout.DATA, prefix + payload.length);
            long hash = JenkinsHash.hash(payload);
            out.putLong(at + Layout.DATA_HASH, hash);
            out.put(at + 16 + prefix, payload);
            int bucket = table + (int) Long.remainderUnsigned(hash, BUCKETS) * 16;
            if (out.getLong(bucket) == 0) {
                out.putLong(bucket, at);
            } else {
                out.putLong((int) out.getLong(bucket + 8) + Layout.DATA_NEXT_HASH, at);
            }
            out.putLong(bucket + 8, at);
            return at;
        });
    }

    /** A seal of what was written before it, as journald makes with keys; nobody who only reads can check it. */
    private TinyJournal seal() {
        int at = object(7, 48);
        out.putLong(at + 16, 1).putLong(at + 24, 1);
        for (int i = 32; i < 64; i++) {
            out.put(at + i, (byte) i);
        }
        return this;
    }

    private int object(int type, int body) {
        int at = end;
        out.put(at, (byte) type);
        out.putLong(at + 8, 16L + body);
        end = (int) Layout.align(at + 16L + body);
        last = at;
        objects++;
        return at;
    }

    byte[] bytes() {
        out.putLong(96, end - HEADER);
        out.putLong(136, last);
        out.putLong(144, objects);
        out.putLong(152, entries);
        out.putLong(160, entries);
        out.putLong(168, 1);
        out.putLong(184, 1_700_000_000_000_001L);
        out.putLong(192, 1_700_000_000_000_000L + entries);
        out.putLong(200, 1_000L + entries);
        out.putLong(208, data.size());
        out.putLong(232, arrays);
        return Arrays.copyOf(out.array(), end);
    }

    /** A small one with an object of every kind in it. */
    static byte[] sample(boolean compact) {
        TinyJournal journal = new TinyJournal(compact);
        journal.seal();
        for (String message : List.of("one", "two", "three", "four", "five", "six")) {
            journal.entry(
                    "MESSAGE=" + message, "_PID=1", "PRIORITY=" + message.length(), "_BOOT_ID=42" + "0".repeat(30));
            if (message.equals("three")) {
                journal.seal();
            }
        }
        return journal.bytes();
    }
}
