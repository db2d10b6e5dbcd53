package io.heartbeat.pump.follow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What some bytes of a file were, to know them again.
 *
 * @param length how many, 0 for none
 * @param digest 16 hex digits of their SHA-256; empty for none
 */
public record Print(int length, String digest) {
    /** Of no bytes: fits every file. */
    public static final Print NONE = new Print(0, "");

    /** Bytes at the beginning of a file that tell it from others. */
    static final int HEAD = 1_024;

    /** Bytes before a position that tell whether it still means the same. */
    static final int TAIL = 256;

    /** Of the first bytes of a file, as many as there are, at most {@value #HEAD}. */
    static Print head(FileChannel file) throws IOException {
        return of(file, 0, (int) Math.min(HEAD, file.size()));
    }

    /** Of the bytes before a position, at most {@value #TAIL}. */
    static Print tail(FileChannel file, long position) throws IOException {
        int length = (int) Math.min(TAIL, position);
        return of(file, position - length, length);
    }

    /** Whether the file holds these bytes at its beginning. */
    boolean heads(FileChannel file) throws IOException {
        return equals(of(file, 0, length));
    }

    /** Whether the file holds these bytes before a position. */
    boolean tails(FileChannel file, long position) throws IOException {
        return position >= length && equals(of(file, position - length, length));
    }

    /** Of bytes in the middle; shorter when the file ends before. */
    static Print of(FileChannel file, long from, int length) throws IOException {
        return of(bytes(file, from, length));
    }

    /** Of these bytes. */
    static Print of(byte[] bytes) {
        if (bytes.length == 0) {
            return NONE;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Print(bytes.length, HexFormat.of().formatHex(digest, 0, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Bytes of a file, fewer when it ends before. */
    static byte[] bytes(FileChannel file, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = file.read(buffer, from + buffer.position());
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }
}
