package io.heartbeat.metric;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Raw deflate (RFC 1951), with or without a dictionary. One thread's; to be closed. */
final class Packing implements AutoCloseable {
    private static final byte[] NONE = {};

    /** Made at the first need: it holds a quarter of a megabyte, and readers have none. */
    private Deflater deflater;

    private final Inflater inflater = new Inflater(true);
    private byte[] buffer = new byte[4096];

    /** Packs with a dictionary, null for none. */
    byte[] pack(byte[] plain, byte[] dictionary) {
        if (deflater == null) {
            deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        }
        deflater.reset();
        if (dictionary != null) {
            deflater.setDictionary(dictionary);
        }
        deflater.setInput(plain);
        deflater.finish();
        int length = 0;
        while (!deflater.finished()) {
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, length * 2);
            }
            length += deflater.deflate(buffer, length, buffer.length - length);
        }
        deflater.setInput(NONE);
        return Arrays.copyOf(buffer, length);
    }

    /**
     * Unpacks what {@link #pack} made of so many bytes.
     *
     * @throws DataFormatException when it is not that
     */
    byte[] unpack(byte[] packed, int offset, int length, int plainLength, byte[] dictionary)
            throws DataFormatException {
        inflater.reset();
        if (dictionary != null) {
            inflater.setDictionary(dictionary);
        }
        inflater.setInput(packed, offset, length);
        byte[] plain = new byte[plainLength];
        int at = 0;
        while (at < plainLength) {
            int step = inflater.inflate(plain, at, plainLength - at);
            if (step == 0) {
                throw new DataFormatException("ends early");
            }
            at += step;
        }
        return plain;
    }

    @Override
    public void close() {
        if (deflater != null) {
            deflater.end();
        }
        inflater.end();
    }
}
