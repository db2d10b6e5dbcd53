package io.heartbeat.rolling;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A compressor closes its stream; the file behind must stay open, to be gone on with or synced. Counts. */
final class Uncloseable extends FilterOutputStream {
    private long written;

    Uncloseable(OutputStream out) {
        super(out);
    }

    /** Bytes that went through. */
    long written() {
        return written;
    }

    @Override
    public void write(int single) throws IOException {
        out.write(single);
        written++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        written += length;
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
