package io.heartbeat.logstore;

import io.heartbeat.rolling.Alarm;
import io.heartbeat.rolling.Backup;
import io.heartbeat.rolling.RollingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One log file that is open for writing; the same one for all who open its path. Thread-safe: writers take turns. No method
 * throws for a disk that fails; an {@link Alarm} is raised, and writing is tried again by itself, as
 * {@link RollingFile#write(ByteBuffer)} says.
 */
public final class LogFile {
    private final LogStore store;
    private final LogSource source;
    private volatile RollingFile file;
    private long usedAt;
    private boolean open = true;
    private long bytes;
    private long synced;
    private long syncEvery;
    private long syncAt;

    LogFile(LogStore store, LogSource source, RollingFile file) {
        this.store = store;
        this.source = source;
        this.file = file;
    }

    /** What it holds. */
    public LogSource source() {
        return source;
    }

    /** Where it is. */
    public Path path() {
        return file.path();
    }

    /**
     * Appends.
     *
     * @param data what stands between position and limit: whole lines, unless the file was opened for raw bytes; its position
     *     moves behind what was taken
     * @return bytes taken; fewer than offered only while the disk fails: offer the rest again later
     */
    public synchronized int append(ByteBuffer data) {
        if (!open) {
            return 0;
        }
        usedAt = store.now();
        int taken = file.write(data);
        bytes += taken;
        return taken;
    }

    /**
     * Puts on the disk what was appended.
     *
     * @return whether it is there; after false, bytes since the last true may be gone, as {@link RollingFile#sync()} says
     */
    public synchronized boolean sync() {
        return open && file.sync();
    }

    /** Puts on the disk what was appended, so often from now on; zero leaves it to the kernel. */
    public synchronized void syncEvery(Duration period) {
        syncEvery = period.toMillis();
        syncAt = store.now() + syncEvery;
    }

    /** Takes back what lies behind a length, of a file for raw bytes; false when the disk does not let it. */
    public synchronized boolean truncate(long length) {
        return open && file.truncate(length);
    }

    /** Bytes in the file that grows. */
    public long size() {
        return file.size();
    }

    /** Bytes appended since it was opened here. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Rotations since it was opened here by its present policy. */
    public long rotations() {
        return file.rotations();
    }

    /** Rotates now, if anything is in it. */
    public synchronized void rotate() {
        if (open) {
            file.rotate();
        }
    }

    /** Why it cannot be written at present, empty when it can. */
    public Optional<Alarm> alarm() {
        return file.alarm();
    }

    /** Its closed files, oldest first; reads the directory. */
    public List<Backup> backups() throws IOException {
        return file.backups();
    }

    Optional<String> upkeepProblem() {
        return file.upkeepProblem();
    }

    /** Somebody opened it: it is kept open for a while. */
    synchronized void use() {
        usedAt = store.now();
    }

    /** What time asks for; gives the descriptor back when nobody wrote for a while. */
    synchronized void tend(long idleBefore) {
        if (open) {
            file.tend();
            if (syncEvery > 0 && bytes > synced && store.now() >= syncAt) {
                syncAt = store.now() + syncEvery;
                synced = file.sync() ? bytes : synced;
            }
            if (usedAt < idleBefore) {
                file.rest();
            }
        }
    }

    /** Goes on by another policy. */
    synchronized void roll(RollingFile by) {
        file.close();
        file = by;
        if (!open) {
            by.close();
        }
    }

    synchronized void shut() {
        open = false;
        file.close();
    }
}
