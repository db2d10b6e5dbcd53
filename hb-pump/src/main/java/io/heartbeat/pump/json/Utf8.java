package io.heartbeat.pump.json;

/** Sequences of UTF-8 (RFC 3629): no surrogates, no overlong forms, nothing beyond U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    /** Length of the sequence that begins with a byte of 0x80 or more, 2 to 4; 0 when there is none. */
    static int sequence(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        if (first >= 0xc2 && first < 0xe0) {
            return follows(bytes, at + 1, end, 0x80, 0xbf) ? 2 : 0;
        }
        if (first >= 0xe0 && first < 0xf0) {
            int low = first == 0xe0 ? 0xa0 : 0x80;
            int high = first == 0xed ? 0x9f : 0xbf;
            return follows(bytes, at + 1, end, low, high) && follows(bytes, at + 2, end, 0x80, 0xbf) ? 3 : 0;
        }
        if (first >= 0xf0 && first < 0xf5) {
            int low = first == 0xf0 ? 0x90 : 0x80;
            int high = first == 0xf4 ? 0x8f : 0xbf;
            return follows(bytes, at + 1, end, low, high)
                            && follows(bytes, at + 2, end, 0x80, 0xbf)
                            && follows(bytes, at + 3, end, 0x80, 0xbf)
                    ? 4
                    : 0;
        }
        return 0;
    }

    private static boolean follows(byte[] bytes, int at, int end, int low, int high) {
        return at < end && (bytes[at] & 0xff) >= low && (bytes[at] & 0xff) <= high;
    }
}
