package io.heartbeat.pump.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Bytes of a file on their way to be lines. For one thread. */
final class LineBuffer {
    /** A line that is longer comes in pieces. */
    private static final int LONGEST = 1 << 20;

    private static final int BLOCK = 64 << 10;

    private byte[] buffer = new byte[BLOCK];
    private int start;
    private int end;
    private int searched;
    private int line;
    private int length;
    private boolean ended;

    /** Forgets what it has. */
    void clear() {
        start = 0;
        end = 0;
        searched = 0;
        ended = false;
    }

    /** Bytes that no line was made of yet. */
    int waiting() {
        return end - start;
    }

    /** Moves to the next line, if there is a whole one. */
    boolean next() {
        for (int i = searched; i < end; i++) {
            if (buffer[i] == '\n') {
                return take(i, i + 1);
            }
        }
        searched = end;
        boolean piece = end > start && (ended || end - start >= LONGEST);
        ended = false;
        return piece && take(end, end);
    }

    private boolean take(int until, int behind) {
        line = start;
        length = until - start;
        start = behind;
        searched = behind;
        if (length > 0 && buffer[until - 1] == '\r') {
            length--;
        }
        return true;
    }

    /** What waits is a line, though it has no end. */
    boolean end() {
        ended = true;
        return true;
    }

    /** Adds bytes of a file, some of those between two positions. Answers whether there were any. */
    boolean read(FileChannel file, long from, long to) throws IOException {
        if (end == buffer.length) {
            makeRoom();
        }
        ByteBuffer room = ByteBuffer.wrap(buffer, end, (int) Math.min(buffer.length - end, to - from));
        int count = file.read(room, from);
        end += Math.max(0, count);
        return count > 0;
    }

    private void makeRoom() {
        byte[] next = start > 0 ? buffer : Arrays.copyOf(buffer, buffer.length * 2);
        System.arraycopy(buffer, start, next, 0, end - start);
        searched -= start;
        end -= start;
        start = 0;
        buffer = next;
    }

    /** Bytes of the file that the line was, its end included. */
    int taken() {
        return start - line;
    }

    byte[] bytes() {
        return buffer;
    }

    int offset() {
        return line;
    }

    /** Without its end. */
    int length() {
        return length;
    }

    /** The last bytes of what was taken, at most so many. */
    byte[] tail(int most) {
        return Arrays.copyOfRange(buffer, Math.max(line, start - most), start);
    }
}
