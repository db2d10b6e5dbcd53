package io.heartbeat.rolling;

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

    /** Length of the first line with its end; all there is when it does not end. */
    static int first(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                return i - offset + 1;
            }
        }
        return length;
    }
}
