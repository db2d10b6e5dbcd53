package io.heartbeat.bench.latency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Reads what is appended to the journal, twice a millisecond, and looks for stamps. Ends with {@link #close}. */
final class JournalTail implements Runnable, AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final String TIMESTAMP = "\"timestamp\":";

    private final Path file;
    private final Sightings sightings;
    private final Thread thread = new Thread(this, "journal-tail");
    private volatile boolean closing;

    JournalTail(Path file, Sightings sightings) {
        this.file = file;
        this.sightings = sightings;
        thread.start();
    }

    @Override
    public void run() {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(channel.size());
            while (!closing) {
                if (channel.read(buffer) > 0) {
                    lines(buffer, Stamp.now());
                } else {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks at the whole lines and keeps the rest for the next time. */
    private void lines(ByteBuffer buffer, long now) {
        byte[] bytes = buffer.array();
        int end = buffer.position();
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        // The first line may have been cut by the start of the reading: it then has no timestamp and is left out.
        for (String line : new String(bytes, 0, end, StandardCharsets.UTF_8).split("\n")) {
            Stamp.each(line, stamp -> seen(line, stamp, now));
        }
        buffer.flip().position(end);
        buffer.compact();
    }

    private void seen(String line, long stamp, long now) {
        int at = line.indexOf(TIMESTAMP);
        if (at >= 0) {
            int from = at + TIMESTAMP.length();
            int to = line.indexOf(',', from);
            sightings.written(stamp, micros(line.substring(from, to)), now);
        }
    }

    /** Seconds with a fraction as microseconds. */
    static long micros(String seconds) {
        return new java.math.BigDecimal(seconds.strip()).movePointRight(6).longValue();
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.join();
    }
}
