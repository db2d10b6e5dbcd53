package io.heartbeat.pump.journald;

/** Bob Jenkins' lookup3 of 64 bits, by which journal files without a key find their data. Source: his hashlittle2(), 2006. */
final class JenkinsHash {
    private JenkinsHash() {}

    /** The hash of some bytes. */
    static long hash(byte[] bytes) {
        int[] s = new int[3];
        s[0] = s[1] = s[2] = 0xdead_beef + bytes.length;
        int at = 0;
        int rest = bytes.length;
        for (; rest > 12; rest -= 12, at += 12) {
            add(s, bytes, at, 12);
            mix(s);
        }
        if (rest > 0) {
            add(s, bytes, at, rest);
            last(s);
        }
        return (s[2] & 0xffff_ffffL) << 32 | s[1] & 0xffff_ffffL;
    }

    private static void add(int[] s, byte[] bytes, int at, int count) {
        for (int i = 0; i < count; i++) {
            s[i >> 2] += (bytes[at + i] & 0xff) << 8 * (i & 3);
        }
    }

    private static void mix(int[] s) {
        step(s, 0, 2, 1, 4);
        step(s, 1, 0, 2, 6);
        step(s, 2, 1, 0, 8);
        step(s, 0, 2, 1, 16);
        step(s, 1, 0, 2, 19);
        step(s, 2, 1, 0, 4);
    }

    private static void step(int[] s, int x, int y, int z, int bits) {
        s[x] = s[x] - s[y] ^ Integer.rotateLeft(s[y], bits);
        s[y] += s[z];
    }

    private static void last(int[] s) {
        turn(s, 2, 1, 14);
        turn(s, 0, 2, 11);
        turn(s, 1, 0, 25);
        turn(s, 2, 1, 16);
        turn(s, 0, 2, 4);
        turn(s, 1, 0, 14);
        turn(s, 2, 1, 24);
    }

    private static void turn(int[] s, int x, int y, int bits) {
        s[x] = (s[x] ^ s[y]) - Integer.rotateLeft(s[y], bits);
    }
}
