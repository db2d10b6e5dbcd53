package io.heartbeat.pump.journald;

import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.tukaani.xz.SingleXZInputStream;

/** Unpacks payloads of data objects. What is longer than {@link #LONGEST} is cut there. For one thread. */
final class Inflater {
    /** Bytes of a value that are handed out at most: more than any destination takes in one message. */
    static final int LONGEST = 4 << 20;

    /** LZ4 must be unpacked as a whole; what claims to be longer is left out. */
    private static final long LZ4_LONGEST = 64L << 20;

    private static final int XZ_MEMORY_KIB = 80 * 1024;

    private final Lz4Decompressor lz4 = new Lz4Decompressor();
    private final ZstdDecompressor zstd = new ZstdDecompressor();
    private byte[] target = new byte[16 * 1024];
    private int length;

    /** Unpacks into {@link #bytes()}; false when the bytes are no such thing. */
    boolean inflate(int method, byte[] packed, int size) {
        try {
            length = switch (method) {
                case Layout.COMPRESSED_LZ4 -> lz4(packed, size);
                case Layout.COMPRESSED_ZSTD -> zstd(packed, size);
                case Layout.COMPRESSED_XZ ->
                    stream(new SingleXZInputStream(new ByteArrayInputStream(packed, 0, size), XZ_MEMORY_KIB));
                default -> -1;
            };
        } catch (IOException | RuntimeException broken) {
            length = -1;
        }
        return length > 0;
    }

    /** What came out; valid until the next one. */
    byte[] bytes() {
        return target;
    }

    /** How much of it. */
    int length() {
        return length;
    }

    /** Lets go of a large buffer. */
    void trim() {
        if (target.length > 1 << 20) {
            target = new byte[16 * 1024];
        }
    }

    private int lz4(byte[] packed, int size) {
        long claimed = size < 8 ? -1 : Bytes.u64(packed, 0);
        if (claimed <= 0 || claimed > LZ4_LONGEST || claimed > 255L * size) {
            return -1;
        }
        room((int) claimed);
        int got = lz4.decompress(packed, 8, size - 8, target, 0, (int) claimed);
        return got == claimed ? Math.min(got, LONGEST) : -1;
    }

    private int zstd(byte[] packed, int size) throws IOException {
        long claimed = ZstdDecompressor.getDecompressedSize(packed, 0, size);
        if (claimed < 0 || claimed > LONGEST) {
            return stream(new ZstdInputStream(new ByteArrayInputStream(packed, 0, size)));
        }
        room((int) claimed);
        return zstd.decompress(packed, 0, size, target, 0, (int) claimed);
    }

    private int stream(InputStream in) throws IOException {
        try (in) {
            int done = 0;
            while (done < LONGEST) {
                if (done == target.length) {
                    target = Arrays.copyOf(target, Math.min(LONGEST, done * 2));
                }
                int got = in.read(target, done, Math.min(target.length, LONGEST) - done);
                if (got < 0) {
                    break;
                }
                done += got;
            }
            return done;
        }
    }

    private void room(int wanted) {
        if (target.length < wanted) {
            target = new byte[wanted];
        }
    }
}
