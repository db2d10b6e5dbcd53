package io.heartbeat.protocol;

import static io.heartbeat.protocol.Rejection.BAD_ZLIB;
import static io.heartbeat.protocol.Rejection.INFLATED_TOO_LARGE;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates one zlib stream (RFC 1950) at a time into a buffer of its own, which is the bound. Not thread-safe. */
public final class Inflation {
    private final Inflater inflater = new Inflater();
    private final byte[] inflated;
    private final int bound;
    private int length;

    /** @param bound of what is inflated, bytes */
    public Inflation(int bound) {
        this.bound = bound;
        this.inflated = new byte[bound + 1];
    }

    /** Holds the inflated bytes until the next call. */
    public byte[] inflated() {
        return inflated;
    }

    /** How many bytes were inflated. */
    public int length() {
        return length;
    }

    /** Inflates exactly one stream that fills the given bytes; null when that went well. */
    public Rejection inflate(byte[] buffer, int offset, int size) {
        inflater.reset();
        inflater.setInput(buffer, offset, size);
        length = 0;
        try {
            while (!inflater.finished()) {
                int got = inflater.inflate(inflated, length, inflated.length - length);
                length += got;
                if (length > bound) {
                    return INFLATED_TOO_LARGE;
                }
                if (got == 0 && !inflater.finished()) {
                    // It wants more input, or a preset dictionary: there is neither.
                    return BAD_ZLIB;
                }
            }
        } catch (DataFormatException damaged) {
            return BAD_ZLIB;
        }
        return inflater.getRemaining() == 0 ? null : BAD_ZLIB;
    }
}
