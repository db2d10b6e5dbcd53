package io.heartbeat.wire.loghamster;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The last bytes of a stream, by which both ends see that they speak of the same file before one of them skips anything.
 * Not thread-safe.
 */
public final class Tail {
    /** Bytes remembered at most. */
    public static final int LENGTH = 256;

    private final byte[] ring = new byte[LENGTH];
    private long total;

    /** Of a stream that has not begun. */
    public Tail() {}

    /** Of a stream that ended with these bytes. */
    public Tail(byte[] last) {
        update(ByteBuffer.wrap(last));
    }

    /** Takes what comes next; the buffer's position stays. */
    public void update(ByteBuffer bytes) {
        ByteBuffer end = bytes.duplicate();
        int over = Math.max(0, end.remaining() - LENGTH);
        end.position(end.position() + over);
        total += over;
        while (end.hasRemaining()) {
            int at = (int) (total % LENGTH);
            int length = Math.min(end.remaining(), LENGTH - at);
            end.get(ring, at, length);
            total += length;
        }
    }

    /** A copy of the bytes, the last one last. */
    public byte[] bytes() {
        int length = (int) Math.min(LENGTH, total);
        byte[] last = new byte[length];
        for (int i = 0; i < length; i++) {
            last[i] = ring[(int) ((total - length + i) % LENGTH)];
        }
        return last;
    }

    /** What is compared: 16 hex digits and how many bytes they stand for, empty for a stream that has not begun. */
    public String print() {
        return print(bytes());
    }

    /** The print of these bytes, at most {@value #LENGTH} of which count. */
    public static String print(byte[] last) {
        if (last.length == 0) {
            return "";
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(last);
            return HexFormat.of().formatHex(digest, 0, 8) + "-" + last.length;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** How many bytes a print stands for; -1 when it is none. */
    public static int length(String print) {
        int dash = print.indexOf('-');
        long length = dash < 0 ? -1 : Dialogue.number(print.substring(dash + 1));
        return length > LENGTH ? -1 : (int) length;
    }
}
