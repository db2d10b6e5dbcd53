package io.heartbeat.loghog;

import io.heartbeat.wire.loghog.Span;
import java.util.Arrays;

/** Bytes as a key of a map: a probe is pointed at spans and looked up without allocation, a copy is put in. */
final class Bytes {
    private byte[] bytes;
    private int length;
    private int hash;

    Bytes(int room) {
        bytes = new byte[room];
    }

    /** Makes this the key of two texts. */
    Bytes point(Span one, Span two) {
        int needed = one.length() + two.length() + 1;
        if (bytes.length < needed) {
            bytes = new byte[needed];
        }
        System.arraycopy(one.bytes(), one.from(), bytes, 0, one.length());
        // No UTF-8 holds this byte, so no two pairs look alike.
        bytes[one.length()] = (byte) 0xFF;
        System.arraycopy(two.bytes(), two.from(), bytes, one.length() + 1, two.length());
        return hashed(needed);
    }

    /** Makes this the key of one text. */
    Bytes point(byte[] text, int from, int size) {
        if (bytes.length < size) {
            bytes = new byte[size];
        }
        System.arraycopy(text, from, bytes, 0, size);
        return hashed(size);
    }

    private Bytes hashed(int size) {
        length = size;
        int h = 1;
        for (int i = 0; i < size; i++) {
            h = 31 * h + bytes[i];
        }
        hash = h;
        return this;
    }

    /** Another key like this one, that stays. */
    Bytes copy() {
        Bytes copy = new Bytes(0);
        copy.bytes = Arrays.copyOf(bytes, length);
        copy.length = length;
        copy.hash = hash;
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, 0, length, that.bytes, 0, that.length);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
