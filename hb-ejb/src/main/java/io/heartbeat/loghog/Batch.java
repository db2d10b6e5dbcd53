package io.heartbeat.loghog;

import io.heartbeat.logstore.LogFile;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Lines of one event loop on their way to one file. For one thread. */
final class Batch {
    /** What waits for a failing disk at most, besides what one read of a socket brings. */
    static final int MOST_HELD = 1 << 20;

    private static final int FIRST_ROOM = 4 << 10;

    final LogFile file;
    private byte[] bytes = new byte[FIRST_ROOM];
    private int length;
    private int lines;

    Batch(LogFile file) {
        this.file = file;
    }

    /** The buffer, with so much room behind {@link #length()}. */
    byte[] room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
        return bytes;
    }

    int length() {
        return length;
    }

    /** One line was written, up to here. */
    void lineEndsAt(int end) {
        length = end;
        lines++;
    }

    /** Whether the disk is so far behind that nothing more can be held. */
    boolean full() {
        return length >= MOST_HELD;
    }

    /** Lines that the file has not taken. */
    int lines() {
        return lines;
    }

    /** Hands all to the file; true when it took all. */
    boolean flush() {
        if (length == 0) {
            return true;
        }
        int taken = file.append(ByteBuffer.wrap(bytes, 0, length));
        if (taken == length) {
            length = 0;
            lines = 0;
            return true;
        }
        keep(taken);
        return false;
    }

    private void keep(int from) {
        int left = 0;
        for (int i = from; i < length; i++) {
            left += bytes[i] == '\n' ? 1 : 0;
        }
        System.arraycopy(bytes, from, bytes, 0, length - from);
        length -= from;
        lines = Math.min(lines, left);
    }
}
