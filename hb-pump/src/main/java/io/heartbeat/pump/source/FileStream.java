package io.heartbeat.pump.source;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.follow.FollowListener;
import io.heartbeat.pump.follow.FollowedFile;
import io.heartbeat.pump.follow.Generation;
import io.heartbeat.pump.follow.Remembered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The lines of a followed file as a stream: MESSAGE, and what is the same in all: SYSLOG_IDENTIFIER, _HOSTNAME, LOG_FILE. A file
 * that was rotated is read to its end before the next one.
 */
final class FileStream implements LogStream, FollowListener {
    private static final System.Logger LOG = System.getLogger(FileStream.class.getName());
    private static final String[] NAMES = {"MESSAGE", "SYSLOG_IDENTIFIER", "_HOSTNAME", "LOG_FILE"};
    private static final int TELLING = 64;

    /** Nothing is added to a file that was rotated and lay still for so long, mostly. */
    private static final long QUIET_MILLIS = 1_000;

    private final FileLog log;
    private final TimeSource time;
    private final FollowedFile file;
    private final LineBuffer lines = new LineBuffer();
    private final byte[][] values = new byte[NAMES.length][];
    private final Object[] memos = new Object[NAMES.length];
    private boolean fromEnd;
    private Generation reading;
    private Remembered known;
    private int changes;
    private long lookAt = Long.MIN_VALUE;
    private long received;
    private FilePlace place;
    private long lost;
    private boolean woken;

    FileStream(FileLog log, Remembered remembered, TimeSource time) {
        this.log = log;
        this.time = time;
        this.fromEnd = log.fromEnd() && !remembered.followed();
        file = new FollowedFile(log.path(), remembered, time, this);
        values[1] = bytes(log.identifier());
        values[2] = bytes(log.hostname());
        values[3] = bytes(log.path().toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean next() throws IOException {
        while (!lines.next()) {
            if (!fill()) {
                return false;
            }
        }
        stand();
        return true;
    }

    /** Stands on the line that was found. */
    private void stand() throws IOException {
        long end = reading.offset() + lines.taken();
        reading.acknowledge(end);
        if (known == null || changes != file.changes()) {
            changes = file.changes();
            known = file.remember();
        }
        place = null;
        received = time.wall().toEpochMilli() * 1_000;
    }

    /** Answers whether there is something new to look for lines in. */
    private boolean fill() throws IOException {
        if (reading != null && read()) {
            return true;
        }
        long now = time.steadyMillis();
        if (now < lookAt) {
            return false;
        }
        lookAt = now + log.poll().toMillis();
        file.look();
        if (file.unsettled()) {
            return false;
        }
        Generation oldest = file.oldest().orElse(null);
        if (oldest != reading) {
            begin(oldest);
            return oldest != null && read();
        }
        return reading != null && (read() || atTheEnd(now));
    }

    private void begin(Generation next) {
        lines.clear();
        known = null;
        reading = next;
        if (fromEnd) {
            fromEnd = false;
            if (next != null) {
                next.acknowledge(next.size());
            }
        }
    }

    private boolean read() throws IOException {
        long from = reading.offset() + lines.waiting();
        return from < reading.size() && lines.read(reading.channel(), from, reading.size());
    }

    /** Answers whether a line without end is to be taken as it is, or the next file's turn has come. */
    private boolean atTheEnd(long now) {
        boolean over = reading.retired() && now - reading.changedAt() >= QUIET_MILLIS;
        if (lines.waiting() > 0) {
            return (over || now - reading.changedAt() >= log.patience().toMillis()) && lines.end();
        }
        if (over) {
            file.release(reading);
            reading = null;
            known = null;
            lookAt = now;
        }
        return over;
    }

    @Override
    public synchronized boolean await(Duration atMost) throws InterruptedException {
        long wait = Math.min(atMost.toMillis(), log.poll().toMillis());
        if (!woken && wait > 0) {
            wait(wait);
        }
        boolean called = woken;
        woken = false;
        return !called;
    }

    @Override
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    @Override
    public int size() {
        return NAMES.length;
    }

    @Override
    public String name(int field) {
        return NAMES[field];
    }

    @Override
    public byte[] bytes(int field) {
        return field == 0 ? lines.bytes() : values[field];
    }

    @Override
    public int offset(int field) {
        return field == 0 ? lines.offset() : 0;
    }

    @Override
    public int length(int field) {
        return field == 0 ? lines.length() : values[field].length;
    }

    @Override
    public boolean shared(int field) {
        return field > 0;
    }

    @Override
    public Object memo(int field) {
        return memos[field];
    }

    @Override
    public void memo(int field, Object memo) {
        memos[field] = memo;
    }

    @Override
    public long realtimeMicros() {
        return received;
    }

    @Override
    public Object place() {
        if (place == null) {
            place = new FilePlace(log.path(), known, reading.offset(), lines.tail(TELLING));
        }
        return place;
    }

    @Override
    public long corrupted() {
        return 0;
    }

    @Override
    public long lost() {
        return lost;
    }

    @Override
    public void lost(Path path, long from, String why) {
        lost++;
        LOG.log(Level.WARNING, "{0}: what was written behind byte {1} and not read yet is lost: {2}", path, from, why);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
