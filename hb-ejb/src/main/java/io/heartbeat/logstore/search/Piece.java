package io.heartbeat.logstore.search;

import io.heartbeat.logstore.LogSource;
import io.heartbeat.logstore.TimeIndex;
import io.heartbeat.rolling.Packing;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A part of a file that a search may have to read.
 *
 * @param file growing, closed or compressed
 * @param changed when it was last written, microseconds
 */
record Piece(Path file, LogSource source, TimeIndex.Part part, long changed) {
    private static final int BUFFER = 64 << 10;

    /** Its bytes, unpacked, with what comes behind it; the reader counts. */
    InputStream open() throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            channel.position(part.packed());
            InputStream raw = new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
            Packing packing = Packing.of(file.toString()).orElse(null);
            InputStream plain = packing == null ? raw : packing.unpack(raw);
            plain.skipNBytes(part.skip());
            return plain;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether a line of it may be of a time. */
    boolean touches(long from, long to) {
        return part.max() >= from && part.min() < to;
    }
}
