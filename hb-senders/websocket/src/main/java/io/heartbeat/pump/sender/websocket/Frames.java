package io.heartbeat.pump.sender.websocket;

import io.airlift.compress.snappy.SnappyCompressor;
import io.heartbeat.pump.sender.Batch;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** What one frame holds: entries with NUL between, as one raw block of Snappy where that is wanted. For one thread. */
final class Frames {
    private final SnappyCompressor snappy;
    private final ByteArrayOutputStream joined = new ByteArrayOutputStream(1 << 14);

    Frames(boolean compressed) {
        snappy = compressed ? new SnappyCompressor() : null;
    }

    /**
     * Joins pending entries.
     *
     * @param first the first of them
     * @param most bytes of all together; a larger entry stands alone, as each does with 0
     * @return index behind the last of them
     */
    int fill(Batch batch, int first, int most) {
        joined.reset();
        int last = first;
        for (int item = first; item >= 0; item = batch.next(item + 1)) {
            if (item > first && joined.size() + 1 + batch.length(item) > most) {
                break;
            }
            if (item > first) {
                joined.write(0);
            }
            joined.write(batch.bytes(), batch.start(item), batch.length(item));
            last = item;
        }
        return last + 1;
    }

    /** The frame's content; a new array. */
    byte[] bytes() {
        byte[] plain = joined.toByteArray();
        if (snappy == null) {
            return plain;
        }
        byte[] out = new byte[snappy.maxCompressedLength(plain.length)];
        return Arrays.copyOf(out, snappy.compress(plain, 0, plain.length, out, 0, out.length));
    }
}
