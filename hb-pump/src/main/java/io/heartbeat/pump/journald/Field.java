package io.heartbeat.pump.journald;

/**
 * One field of an entry: a view on bytes {@code NAME=value}.
 *
 * <p>A field that repeats in the journal is the same object in many entries ({@link #shared()} is true) and never changes;
 * whoever derives something dear from it may leave that in {@link #memo}. Any other field is overwritten by the next entry.
 * For one thread.
 */
public final class Field {
    /** For whoever reads: something derived from name and value of a shared field; null in the beginning. */
    public Object memo;

    private String name;
    private byte[] bytes;
    private int start;
    private int value;
    private int end;
    private boolean shared;

    /** Points at other bytes; {@code value} is the index behind the equals sign. */
    Field set(String name, byte[] bytes, int start, int value, int end) {
        this.name = name;
        this.bytes = bytes;
        this.start = start;
        this.value = value;
        this.end = end;
        return this;
    }

    Field share() {
        shared = true;
        return this;
    }

    /** Where the name ends: the index of the equals sign, relative to {@code from}; -1 when this is no field. */
    static int nameEnd(byte[] bytes, int from, int to) {
        int limit = Math.min(to, from + MAX_NAME + 1);
        for (int i = from; i < limit; i++) {
            if (bytes[i] == '=') {
                return i == from ? -1 : i - from;
            }
        }
        return -1;
    }

    private static final int MAX_NAME = 64;

    /** Name as in the journal, leading underscores kept; the same object for the same name, mostly. */
    public String name() {
        return name;
    }

    /** What holds the value; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index of the first byte of the value in {@link #bytes()}. */
    public int offset() {
        return value;
    }

    /** Bytes of the value, 0 for an empty one. */
    public int length() {
        return end - value;
    }

    /** Index of the first byte of the name in {@link #bytes()}. */
    int start() {
        return start;
    }

    /** Whether this object stays as it is. */
    public boolean shared() {
        return shared;
    }

    /** Whether the value consists of just these bytes. */
    public boolean holds(byte[] wanted) {
        return java.util.Arrays.equals(bytes, value, end, wanted, 0, wanted.length);
    }

    /** The value as UTF-8, invalid bytes replaced. */
    public String text() {
        return new String(bytes, value, end - value, java.nio.charset.StandardCharsets.UTF_8);
    }
}
