package io.heartbeat.pump.journald;

/** SipHash-2-4 of 64 bits, by which keyed journal files find their data. Source: Aumasson and Bernstein, 2012. */
final class SipHash {
    private SipHash() {}

    /** The hash of some bytes under a key of 16. */
    static long hash(byte[] key, byte[] bytes) {
        long k0 = Bytes.u64(key, 0);
        long k1 = Bytes.u64(key, 8);
        long[] v = {
            k0 ^ 0x736f_6d65_7073_6575L,
            k1 ^ 0x646f_7261_6e64_6f6dL,
            k0 ^ 0x6c79_6765_6e65_7261L,
            k1 ^ 0x7465_6462_7974_6573L
        };
        int whole = bytes.length & ~7;
        for (int i = 0; i < whole; i += 8) {
            word(v, Bytes.u64(bytes, i));
        }
        long last = (long) bytes.length << 56;
        for (int i = whole; i < bytes.length; i++) {
            last |= (bytes[i] & 0xffL) << 8 * (i - whole);
        }
        word(v, last);
        v[2] ^= 0xff;
        rounds(v, 4);
        return v[0] ^ v[1] ^ v[2] ^ v[3];
    }

    private static void word(long[] v, long m) {
        v[3] ^= m;
        rounds(v, 2);
        v[0] ^= m;
    }

    private static void rounds(long[] v, int count) {
        for (int i = 0; i < count; i++) {
            v[0] += v[1];
            v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
            v[0] = Long.rotateLeft(v[0], 32);
            v[2] += v[3];
            v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
            v[0] += v[3];
            v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
            v[2] += v[1];
            v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
            v[2] = Long.rotateLeft(v[2], 32);
        }
    }
}
