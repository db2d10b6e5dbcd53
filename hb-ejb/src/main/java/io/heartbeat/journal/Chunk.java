package io.heartbeat.journal;

/** A piece of the journal in memory: whole lines, in the order they came. One thread's at a time. */
final class Chunk {
    static final int SIZE = 256 * 1024;

    final byte[] bytes = new byte[SIZE];
    int length;
    int lines;

    void clear() {
        length = 0;
        lines = 0;
    }

    /** Takes lines out that are written, from the beginning. */
    void skip(int taken) {
        if (taken == length) {
            clear();
            return;
        }
        for (int i = 0; i < taken; i++) {
            if (bytes[i] == '\n') {
                lines--;
            }
        }
        System.arraycopy(bytes, taken, bytes, 0, length - taken);
        length -= taken;
    }
}
