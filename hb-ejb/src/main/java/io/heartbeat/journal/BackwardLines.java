package io.heartbeat.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Predicate;

/** The whole lines of a file from its end to its begin: a journal is asked for what was lately, and may be large. */
final class BackwardLines {
    private static final int CHUNK = 256 << 10;
    private static final int LONGEST = 1 << 20;

    private BackwardLines() {}

    /**
     * Hands out lines, the last one first, without their ends. What follows the last line break is still being written.
     *
     * @param taker answers whether it wants another one
     * @return whether it always did
     */
    static boolean read(Path file, Predicate<String> taker) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] begun = {};
            boolean ended = false;
            for (long at = channel.size(); at > 0; ) {
                int length = (int) Math.min(CHUNK, at);
                at -= length;
                byte[] bytes = joined(channel, at, length, begun);
                int stop = bytes.length;
                for (int i = length - 1; i >= 0; i--) {
                    if (bytes[i] == '\n') {
                        if (ended && !taker.test(text(bytes, i + 1, stop))) {
                            return false;
                        }
                        ended = true;
                        stop = i;
                    }
                }
                begun = stop > LONGEST ? new byte[0] : Arrays.copyOf(bytes, stop);
            }
            return !ended || taker.test(text(begun, 0, begun.length));
        }
    }

    /** A piece of the file and, behind it, the begin of the line that it cuts. */
    private static byte[] joined(FileChannel channel, long at, int length, byte[] behind) throws IOException {
        byte[] bytes = new byte[length + behind.length];
        ByteBuffer target = ByteBuffer.wrap(bytes, 0, length);
        while (target.hasRemaining() && channel.read(target, at + target.position()) >= 0) {
            // A read may give less than was asked for.
        }
        System.arraycopy(behind, 0, bytes, length, behind.length);
        return bytes;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
