package io.heartbeat.bench.load;

/**
 * One composed datagram.
 *
 * @param bytes what is sent; a sender writes the number into it
 * @param numberAt where the nine digits of the number stand, -1 when they are composed in
 * @param socket which source port it leaves from
 */
record Datagram(byte[] bytes, int numberAt, int socket) {
    static final int DIGITS = 9;

    /** Writes a number of nine digits where it belongs; nothing when it is composed in. */
    static void number(byte[] bytes, int at, long value) {
        long rest = value;
        for (int i = DIGITS - 1; at >= 0 && i >= 0; i--) {
            bytes[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
