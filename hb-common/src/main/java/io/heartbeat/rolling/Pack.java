package io.heartbeat.rolling;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compresses backups in pieces of whole lines, each of which can be unpacked by itself: a reader that knows where a piece
 * begins need not unpack what stands before it. To {@code xzcat}, {@code zcat} and {@code bzcat} it is one file like any other.
 */
public final class Pack implements BackupStep {
    /** Bytes of a piece before it is compressed, at most. */
    public static final int PIECE = 8 << 20;

    private final Packing format;
    private final int level;
    private final Listener listener;

    /** Hears of each piece while a backup is compressed, in the thread that compresses. */
    @FunctionalInterface
    public interface Listener {
        /** Hears nothing. */
        Listener NONE = (source, piece, length, offset, packed) -> {};

        /**
         * A piece was compressed.
         *
         * @param source the backup
         * @param piece its bytes from 0 to {@code length}; valid during the call
         * @param offset where it begins in the backup
         * @param packed where it begins in the compressed one
         */
        void piece(Path source, byte[] piece, int length, long offset, long packed);
    }

    /** @param level 0 to 9, from least to most */
    public Pack(Packing format, int level, Listener listener) {
        this.format = format;
        this.level = level;
        this.listener = listener;
    }

    @Override
    public String suffix() {
        return format.suffix();
    }

    /** What was compressed otherwise, by an earlier configuration or another program, stays as it is. */
    @Override
    public boolean done(String endings) {
        return Packing.of(endings).isPresent() || BackupStep.super.done(endings);
    }

    @Override
    public void apply(Path source, OutputStream target) throws IOException {
        Uncloseable out = new Uncloseable(target);
        try (InputStream in = Files.newInputStream(source)) {
            byte[] piece = new byte[(int) Math.max(1, Math.min(PIECE, Files.size(source)))];
            long offset = 0;
            int held = in.readNBytes(piece, 0, piece.length);
            do {
                int whole = held < piece.length ? held : Lines.whole(piece, 0, held);
                int length = whole == 0 ? held : whole;
                long packed = out.written();
                try (OutputStream one = format.pack(out, level, piece.length)) {
                    one.write(piece, 0, length);
                }
                listener.piece(source, piece, length, offset, packed);
                offset += length;
                System.arraycopy(piece, length, piece, 0, held - length);
                held -= length;
                held += in.readNBytes(piece, held, piece.length - held);
            } while (held > 0);
        }
    }
}
