package io.heartbeat.pump.sender;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Entries for one destination, oldest first, and what became of each. All lie in one array, one JSON object a line: item
 * {@code i} is {@code bytes()[start(i) … start(i) + length(i))}, the byte behind it is a line feed, and no item holds one.
 *
 * <p>Below 1 MiB, counted as 30 bytes more than its JSON for each item; only a single large item may exceed that. For one
 * thread at a time.
 */
public final class Batch {
    /** Bound of a batch, in bytes, {@link #OVERHEAD} of each item included. */
    public static final int MAX_BYTES = 1 << 20;

    /** What each item counts beside its JSON, in bytes. */
    public static final int OVERHEAD = 30;

    private static final byte PENDING = 0;
    private static final byte ACKNOWLEDGED = 1;
    private static final byte POISON = 2;

    private byte[] bytes;
    private int used;
    private int[] starts = new int[64];
    private long[] times = new long[64];
    private Object[] places = new Object[64];
    private byte[] states = new byte[64];
    private String[] reasons;
    private String trouble;
    private int size;
    private int pending;

    /** An empty one. */
    public Batch() {
        this(4096);
    }

    /** An empty one with room for so many bytes; it grows. */
    public Batch(int room) {
        bytes = new byte[room];
    }

    /** How many items there are, in whatever state. */
    public int size() {
        return size;
    }

    /** How many are neither acknowledged nor poison. */
    public int pending() {
        return pending;
    }

    /** The first pending item at or behind this index; -1 when there is none. Loop with it: a batch that is offered again has gaps. */
    public int next(int from) {
        for (int i = from; i < size; i++) {
            if (states[i] == PENDING) {
                return i;
            }
        }
        return -1;
    }

    /** What holds all items, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index of an item's first byte. Answers for {@code size()} too: there the last line has ended. */
    public int start(int item) {
        return item == size ? used : starts[item];
    }

    /** Bytes of an item's JSON, without the line feed. */
    public int length(int item) {
        return start(item + 1) - starts[item] - 1;
    }

    /** An item's JSON. */
    public String json(int item) {
        return new String(bytes, starts[item], length(item), StandardCharsets.UTF_8);
    }

    /** The place of an item in its journal or file, as it stands in the state file; unique, and the same after a restart. */
    public String cursor(int item) {
        return places[item].toString();
    }

    /** Where the item came from; its {@code toString} is {@link #cursor}. */
    public Object place(int item) {
        return places[item];
    }

    /** When the entry was received by its journal: microseconds since 1970, UTC. */
    public long realtimeMicros(int item) {
        return times[item];
    }

    /** The destination has it for good. */
    public void acknowledge(int item) {
        settle(item, ACKNOWLEDGED);
    }

    /** The destination has every item that was pending. */
    public void acknowledgeAll() {
        acknowledgeBelow(size);
    }

    /** The destination has every pending item before this index. */
    public void acknowledgeBelow(int end) {
        for (int i = 0; i < end; i++) {
            if (states[i] == PENDING) {
                settle(i, ACKNOWLEDGED);
            }
        }
    }

    /** The destination will never take it; it goes to the dead letters. The reason is for people and shows no secret. */
    public void poison(int item, String reason) {
        settle(item, POISON);
        if (reasons == null) {
            reasons = new String[states.length];
        }
        reasons[item] = reason;
    }

    /** The destination did not take it now; it stays pending. The reason is for people and shows no secret. */
    public void retry(int item, String reason) {
        if (states[item] == PENDING && trouble == null) {
            trouble = reason;
        }
    }

    private void settle(int item, byte state) {
        if (states[item] == PENDING) {
            pending--;
        }
        states[item] = state;
    }

    /** Whether the item is poison. */
    public boolean isPoison(int item) {
        return states[item] == POISON;
    }

    /** Why an item is poison. */
    public String reason(int item) {
        return reasons == null ? null : reasons[item];
    }

    /** The first reason of {@link #retry} since this was asked for last; null when there was none. */
    public String takeTrouble() {
        String taken = trouble;
        trouble = null;
        return taken;
    }

    /** Bytes as the bound counts them. */
    public int weight() {
        return used + size * (OVERHEAD - 1);
    }

    /** Adds an item; JSON without a line feed. */
    public void add(byte[] json, int offset, int length, Object place, long realtimeMicros) {
        ensure(length + 1);
        System.arraycopy(json, offset, bytes, used, length);
        bytes[used + length] = '\n';
        if (size == starts.length) {
            grow();
        }
        starts[size] = used;
        times[size] = realtimeMicros;
        places[size] = place;
        states[size++] = PENDING;
        pending++;
        used += length + 1;
    }

    private void ensure(int more) {
        if (bytes.length - used < more) {
            bytes = Arrays.copyOf(bytes, Math.max(used + more, bytes.length * 2));
        }
    }

    private void grow() {
        int more = size * 2;
        starts = Arrays.copyOf(starts, more);
        times = Arrays.copyOf(times, more);
        places = Arrays.copyOf(places, more);
        states = Arrays.copyOf(states, more);
        reasons = reasons == null ? null : Arrays.copyOf(reasons, more);
    }

    /** Empty again; keeps its array unless a single large item made it grow. */
    public void clear() {
        if (bytes.length > MAX_BYTES * 2) {
            bytes = new byte[4096];
        }
        Arrays.fill(places, 0, size, null);
        reasons = null;
        trouble = null;
        used = 0;
        size = 0;
        pending = 0;
    }
}
