package io.heartbeat.pump.journald;

import java.util.Arrays;

/** The fields of one entry: shared ones as they are, the others copied into one growing buffer. For one thread. */
final class EntryFields {
    /** A buffer that grew beyond this is not kept for the next entry. */
    private static final int KEEP = 256 * 1024;

    private Field[] fields = new Field[32];
    private Field[] own = new Field[32];
    private byte[] buffer = new byte[4096];
    private int size;
    private int owned;
    private int used;
    private long total;

    void clear() {
        size = 0;
        owned = 0;
        used = 0;
        total = 0;
        if (buffer.length > KEEP) {
            buffer = new byte[4096];
            own = new Field[32];
            fields = new Field[32];
        }
    }

    int size() {
        return size;
    }

    /** Bytes of all values. */
    long total() {
        return total;
    }

    Field get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return fields[index];
    }

    /** Adds a field as it is. */
    void add(Field field) {
        if (size == fields.length) {
            fields = Arrays.copyOf(fields, size * 2);
        }
        fields[size++] = field;
        total += field.length();
    }

    /** Room for a field's bytes, at {@link #room()} of {@link #buffer()}; taken by {@link #take}. */
    void ensure(int length) {
        if (buffer.length - used < length) {
            // Fields added before keep the old array, whose bytes nobody overwrites.
            buffer = new byte[Math.max(buffer.length * 2, length)];
            used = 0;
        }
    }

    byte[] buffer() {
        return buffer;
    }

    int room() {
        return used;
    }

    /** Adds what was written at {@link #room()}: {@code nameLength} bytes of name, an equals sign, the value. */
    void take(String name, int nameLength, int length) {
        if (owned == own.length) {
            own = Arrays.copyOf(own, owned * 2);
        }
        if (own[owned] == null) {
            own[owned] = new Field();
        }
        Field field = own[owned++];
        field.memo = null;
        add(field.set(name, buffer, used, used + nameLength + 1, used + length));
        used += length;
    }

    /** Takes over what others hold. */
    void copyOf(EntryFields others) {
        clear();
        for (int i = 0; i < others.size; i++) {
            Field field = others.fields[i];
            int name = field.offset() - 1 - field.start();
            copy(field.name(), field.bytes(), field.start(), name, name + 1 + field.length());
        }
    }

    /** Copies a field. */
    void copy(String name, byte[] bytes, int from, int nameLength, int length) {
        ensure(length);
        System.arraycopy(bytes, from, buffer, used, length);
        take(name, nameLength, length);
    }
}
