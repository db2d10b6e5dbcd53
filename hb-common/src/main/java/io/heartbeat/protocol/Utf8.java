package io.heartbeat.protocol;

import java.nio.ByteBuffer;

/** Writes characters as UTF-8 (RFC 3629). */
final class Utf8 {
    private Utf8() {}

    /** Puts one code point that is no surrogate. */
    static void put(int point, ByteBuffer target) {
        if (point < 0x80) {
            target.put((byte) point);
        } else if (point < 0x800) {
            target.put((byte) (0xC0 | point >> 6)).put(tail(point));
        } else if (point < 0x10000) {
            target.put((byte) (0xE0 | point >> 12)).put(tail(point >> 6)).put(tail(point));
        } else {
            target.put((byte) (0xF0 | point >> 18)).put(tail(point >> 12));
            target.put(tail(point >> 6)).put(tail(point));
        }
    }

    private static byte tail(int bits) {
        return (byte) (0x80 | bits & 0x3F);
    }
}
