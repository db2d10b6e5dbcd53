package io.heartbeat.journal;

import io.heartbeat.rolling.Alarm;
import io.heartbeat.rolling.RollingFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A second rolling file; written in large pieces. */
final class FileTransport implements Transport {
    private static final int BUFFER = 64 * 1024;

    private final RollingFile file;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream(2 * BUFFER);

    FileTransport(RollingFile file) {
        this.file = file;
    }

    @Override
    public void send(byte[] entry) throws IOException {
        if (lines.size() >= BUFFER) {
            flush();
        }
        lines.writeBytes(entry);
        lines.write('\n');
    }

    @Override
    public void flush() throws IOException {
        file.tend();
        byte[] bytes = lines.toByteArray();
        int taken = file.write(bytes, 0, bytes.length);
        lines.reset();
        lines.write(bytes, taken, bytes.length - taken);
        if (taken < bytes.length) {
            throw new IOException(file.alarm().map(Alarm::reason).orElse("the disk took only a part"));
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
