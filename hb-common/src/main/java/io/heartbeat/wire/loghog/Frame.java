package io.heartbeat.wire.loghog;

/** The head of a frame: length of the payload and flags, each an unsigned 32-bit number, most significant byte first. */
public final class Frame {
    /** Bytes before the payload. */
    public static final int HEAD = 8;

    /** Bytes of a payload that a server takes where nobody says otherwise. */
    public static final int USUAL_BOUND = 8 * 1024;

    /** Flag: the payload is zlib (RFC 1950). The other flags mean nothing. */
    public static final int ZLIB = 1;

    private Frame() {}

    /** Bytes of the payload, as the head at this place says; up to 4 GiB. */
    public static long length(byte[] bytes, int at) {
        return getInt(bytes, at) & 0xFFFFFFFFL;
    }

    /** The flags in the head at this place. */
    public static int flags(byte[] bytes, int at) {
        return getInt(bytes, at + 4);
    }

    private static int getInt(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }

    /** Writes a head. */
    static void put(byte[] frame, int length, int flags) {
        putInt(frame, 0, length);
        putInt(frame, 4, flags);
    }

    /** Writes a 32-bit number, most significant byte first. */
    static void putInt(byte[] target, int at, int value) {
        target[at] = (byte) (value >>> 24);
        target[at + 1] = (byte) (value >>> 16);
        target[at + 2] = (byte) (value >>> 8);
        target[at + 3] = (byte) value;
    }
}
