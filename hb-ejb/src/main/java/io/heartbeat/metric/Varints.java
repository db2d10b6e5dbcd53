package io.heartbeat.metric;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Whole numbers in as few bytes as they need: seven bits each, the low ones first. */
final class Varints {
    private Varints() {}

    /** Puts a number; one that is not negative is short. */
    static void put(ByteArrayOutputStream out, long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Puts a number; one near zero is short, whatever its sign. */
    static void putSigned(ByteArrayOutputStream out, long number) {
        put(out, number << 1 ^ number >> 63);
    }

    /** Reads what {@link #put} put; throws {@link BufferUnderflowException} at the end. */
    static long get(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = in.get();
            number |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return number;
            }
        }
        throw new BufferUnderflowException();
    }

    /** Reads the length of what follows in the buffer. */
    static int getLength(ByteBuffer in) {
        int length = getSize(in, Integer.MAX_VALUE);
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }

    /** Reads a number from 0 to a bound. */
    static int getSize(ByteBuffer in, int most) {
        long length = get(in);
        if (length < 0 || length > most) {
            throw new BufferUnderflowException();
        }
        return (int) length;
    }

    /** Reads what {@link #putSigned} put. */
    static long getSigned(ByteBuffer in) {
        long number = get(in);
        return number >>> 1 ^ -(number & 1);
    }
}
