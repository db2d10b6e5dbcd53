package io.heartbeat.rolling;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/** The formats in which closed files are kept; all of them allow that one compressed piece follows another. */
public enum Packing {
    /** xz (LZMA2). */
    XZ(".xz", 6) {
        @Override
        OutputStream pack(OutputStream target, int level, int pieceBytes) throws IOException {
            LZMA2Options options = new LZMA2Options(level);
            // A window longer than the piece would only cost memory: 674 MiB at level 9.
            options.setDictSize(Math.max(LZMA2Options.DICT_SIZE_MIN, Math.min(options.getDictSize(), pieceBytes)));
            return new XZOutputStream(target, options, org.tukaani.xz.XZ.CHECK_CRC64, BasicArrayCache.getInstance());
        }

        @Override
        public InputStream unpack(InputStream packed) throws IOException {
            return new XZInputStream(packed, MEMORY_KIB, true, BasicArrayCache.getInstance());
        }
    },
    /** gzip (RFC 1952). */
    GZIP(".gz", 6) {
        @Override
        OutputStream pack(OutputStream target, int level, int pieceBytes) throws IOException {
            return new GZIPOutputStream(target, BUFFER) {
                {
                    def.setLevel(level);
                }
            };
        }

        @Override
        public InputStream unpack(InputStream packed) throws IOException {
            return new GZIPInputStream(packed, BUFFER);
        }
    },
    /** bzip2. */
    BZIP2(".bz2", 9) {
        @Override
        OutputStream pack(OutputStream target, int level, int pieceBytes) throws IOException {
            return new BZip2CompressorOutputStream(target, Math.max(1, level));
        }

        @Override
        public InputStream unpack(InputStream packed) throws IOException {
            return new BZip2CompressorInputStream(new BufferedInputStream(packed, BUFFER), true);
        }
    };

    private static final int BUFFER = 64 * 1024;
    private static final int MEMORY_KIB = 128 * 1024;

    private final String suffix;
    private final int level;

    Packing(String suffix, int level) {
        this.suffix = suffix;
        this.level = level;
    }

    /** The ending of a file in this format: {@code .xz}. */
    public String suffix() {
        return suffix;
    }

    /** The level where nobody names one. */
    public int usualLevel() {
        return level;
    }

    /** The format of a file by its ending, empty for none of them. */
    public static Optional<Packing> of(String fileName) {
        return Arrays.stream(values())
                .filter(format -> fileName.endsWith(format.suffix))
                .findFirst();
    }

    /**
     * Compresses one piece; closing the result closes the target.
     *
     * @param level 0 to 9, from least to most; bzip2 knows no 0 and takes 1
     * @param pieceBytes how long it is at most
     */
    abstract OutputStream pack(OutputStream target, int level, int pieceBytes) throws IOException;

    /** Reads pieces up to the end of the file. Never needs more than 128 MiB, whatever a hostile file asks for. */
    public abstract InputStream unpack(InputStream packed) throws IOException;
}
