package io.heartbeat.pump.journald;

import io.airlift.compress.lz4.Lz4Compressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/**
 * Packs the data objects of an uncompressed journal file where they stand, in the methods that Debian's journald reads but
 * does not write any more. What becomes free stays between the objects, which no index leads to.
 */
final class Recompress {
    private static final int FROM = 512;

    private Recompress() {}

    static void lz4(Path file) throws IOException {
        pack(file, Layout.COMPRESSED_LZ4, 2, payload -> {
            Lz4Compressor lz4 = new Lz4Compressor();
            byte[] out = new byte[8 + lz4.maxCompressedLength(payload.length)];
            ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).putLong(payload.length);
            int length = lz4.compress(payload, 0, payload.length, out, 8, out.length - 8);
            return Arrays.copyOf(out, 8 + length);
        });
    }

    static void xz(Path file) throws IOException {
        pack(file, Layout.COMPRESSED_XZ, 1, payload -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(1), XZ.CHECK_NONE)) {
                xz.write(payload);
            }
            return out.toByteArray();
        });
    }

    private interface Method {
        byte[] pack(byte[] payload) throws IOException;
    }

    private static void pack(Path file, int flag, int incompatible, Method method) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(12, bytes.getInt(12) | incompatible);
        int prefix = (bytes.getInt(12) & Layout.INCOMPATIBLE_COMPACT) != 0 ? 72 : 64;
        int[] packed = {0};
        objects(bytes, Layout.DATA, offset -> {
            int size = (int) bytes.getLong(offset + 8);
            if (size - prefix < FROM) {
                return;
            }
            byte[] small = packed(method, Arrays.copyOfRange(bytes.array(), offset + prefix, offset + size));
            bytes.put(offset + 1, (byte) flag);
            bytes.putLong(offset + 8, prefix + small.length);
            bytes.put(offset + prefix, small);
            packed[0]++;
        });
        if (packed[0] == 0) {
            throw new IOException("nothing to pack in " + file);
        }
        Files.write(file, bytes.array());
    }

    private static byte[] packed(Method method, byte[] payload) {
        try {
            return method.pack(payload);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    /** Walks the objects of one type as they lie in the file. */
    static void objects(ByteBuffer bytes, int type, Consumer<Integer> each) {
        int at = (int) bytes.getLong(88);
        long tail = bytes.getLong(136);
        while (at <= tail) {
            int size = (int) Layout.align(bytes.getLong(at + 8));
            if (bytes.get(at) == type) {
                each.accept(at);
            }
            at += size;
        }
    }
}
