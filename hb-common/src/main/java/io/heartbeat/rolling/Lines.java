package io.heartbeat.rolling;

import java.nio.ByteBuffer;

/** Where lines end in a run of bytes. */
final class Lines {
    private Lines() {}

    /** Length of the longest beginning that holds whole lines only, 0 when not even one line ends. */
    static int whole(byte[] bytes, int offset, int length) {
        for (int i = offset + length - 1; i >= offset; i--) {
            if (bytes[i] == '\n') {
                return i - offset + 1;
            }
        }
        return 0;
    }

    /** The same of what a buffer holds, of which it looks at the first {@code length} bytes. */
    static int whole(ByteBuffer bytes, int length) {
        for (int i = bytes.position() + length - 1; i >= bytes.position(); i--) {
            if (bytes.get(i) == '\n') {
                return i - bytes.position() + 1;
            }
        }
        return 0;
    }

    /** Length of the first line with its end; all there is when it does not end. */
    static int first(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') {
                return i - bytes.position() + 1;
            }
        }
        return bytes.remaining();
    }
}
