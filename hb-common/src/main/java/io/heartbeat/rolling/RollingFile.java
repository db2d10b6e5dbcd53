package io.heartbeat.rolling;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * A file that grows by whole lines and rolls as its {@link RollingPolicy} says.
 *
 * <p>One thread writes and tends; everything that only answers may be called from any. No method throws for a disk that is
 * full, read-only or gone: an {@link Alarm} is raised, and writing is tried again after 100 ms, then less and less often,
 * every 5 s at last. Whatever happens, the file holds whole lines only, unless the policy says that its bytes are raw.
 */
public final class RollingFile implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RollingFile.class.getName());
    private static final long LOOK_MS = 100;
    private static final long UPKEEP_RETRY_MS = 60_000;

    private final RollingPolicy policy;
    private final TimeSource time;
    private final Backups backups;
    private final Upkeep upkeep;
    private final Trouble trouble;
    private LineFile file;
    private Instant due = Instant.MAX;
    private long lookAt;
    private long upkeepAt;
    private Instant born;
    private boolean refused;
    private boolean syncing;
    private boolean lost;
    private boolean resting;
    private volatile long size;
    private volatile long rotations;
    private volatile Instant lastRotation;

    /**
     * Opens the file, or raises the alarm; finishes in the background what an earlier run left.
     *
     * @param background runs one task at a time or more, never on the writing thread's time
     */
    public RollingFile(RollingPolicy policy, TimeSource time, Executor background) {
        this.policy = policy;
        this.time = time;
        this.backups = new Backups(policy.file(), policy.stamps());
        this.upkeep = new Upkeep(policy, backups, background);
        this.trouble = new Trouble(policy.file());
        upkeepAt = time.steadyMillis() + UPKEEP_RETRY_MS;
        upkeep.request();
        tend();
    }

    /**
     * Appends lines, each ended by {@code \n}; rotates before the one that would exceed the bound. A line longer than the
     * bound has a file of its own.
     *
     * @return how many bytes were taken, always of whole lines; fewer than {@code length} only while the alarm is on: offer
     *     the rest again later, it is tried when the backoff is over
     */
    public int write(byte[] lines, int offset, int length) {
        return write(ByteBuffer.wrap(lines, offset, length));
    }

    /**
     * The same from a buffer.
     *
     * @param lines whole lines between position and limit, any bytes where the policy says raw; its position moves behind what
     *     was taken
     */
    public int write(ByteBuffer lines) {
        int start = lines.position();
        int limit = lines.limit();
        boolean interrupted = false;
        while (lines.hasRemaining() && trouble.due(time.steadyMillis())) {
            int from = lines.position();
            long before = -1;
            try {
                ready();
                int fits = fitting(lines);
                if (fits == 0) {
                    roll();
                    continue;
                }
                before = file.size();
                file.append(lines.limit(from + fits));
                refused = false;
                trouble.clear();
            } catch (ClosedByInterruptException stopping) {
                // The JDK closes the file under an interrupted thread; the lines still have to arrive.
                interrupted |= Thread.interrupted();
                lines.position(from + salvaged(before));
                shut();
            } catch (IOException | RuntimeException failure) {
                lines.position(from + salvaged(before));
                refused |= before >= 0;
                fail(failure);
            } finally {
                lines.limit(limit);
            }
        }
        size = file == null ? size : file.size();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return lines.position() - start;
    }

    /**
     * Puts on the disk what was taken. From the first call on, a file is also synced before it is rotated.
     *
     * @return whether everything that was ever taken is there. After false the kernel may have dropped any byte taken since the
     *     last call that answered true: the alarm is raised, and whoever needs them writes them again
     */
    public boolean sync() {
        syncing = true;
        if (file == null) {
            return trouble.alarm() == null && !lost;
        }
        try {
            file.sync();
            boolean whole = !lost;
            lost = false;
            return whole;
        } catch (IOException | RuntimeException failure) {
            fail(failure);
            return false;
        }
    }

    /**
     * Takes back what lies behind a length, of raw bytes that are going to be written again.
     *
     * @return whether the file now has at most that length
     */
    public boolean truncate(long length) {
        try {
            ready();
            file.truncate(length);
            size = file.size();
            return true;
        } catch (IOException | RuntimeException failure) {
            fail(failure);
            return false;
        }
    }

    /** Gives the descriptor back until the next write or rotation; for files that are seldom written. */
    public void rest() {
        if (file != null && (!syncing || sync())) {
            shut();
            resting = true;
        }
    }

    /** Does what time asks for when no line comes: rotation, a look whether the file still stands there. Cheap; call often. */
    public void tend() {
        long now = time.steadyMillis();
        if (now >= upkeepAt) {
            upkeepAt = now + UPKEEP_RETRY_MS;
            if (upkeep.problem() != null) {
                upkeep.request();
            }
        }
        if (!trouble.due(now) || resting && time.wall().isBefore(due)) {
            return;
        }
        boolean opening = file == null;
        try {
            ready();
            if (opening && !refused && (policy.maxSize() <= 0 || file.size() < policy.maxSize())) {
                trouble.clear();
            }
        } catch (IOException | RuntimeException failure) {
            fail(failure);
        }
        size = file == null ? size : file.size();
    }

    /** Rotates now, if there is a line in the file; a failure raises the alarm. */
    public void rotate() {
        try {
            ready();
            if (file.size() > 0) {
                roll();
            }
        } catch (IOException | RuntimeException failure) {
            fail(failure);
        }
    }

    /** The file that grows. */
    public Path path() {
        return policy.file();
    }

    /** Bytes in it. */
    public long size() {
        return size;
    }

    /** Rotations since it was opened here. */
    public long rotations() {
        return rotations;
    }

    /** The last of them, empty when there was none yet. */
    public Optional<Instant> lastRotation() {
        return Optional.ofNullable(lastRotation);
    }

    /** Why it cannot be written at present, empty when it can. */
    public Optional<Alarm> alarm() {
        return Optional.ofNullable(trouble.alarm());
    }

    /** How often an alarm began. */
    public long alarms() {
        return trouble.raised();
    }

    /** Why backups cannot be compressed, signed or deleted at present, empty when they can. */
    public Optional<String> upkeepProblem() {
        return Optional.ofNullable(upkeep.problem());
    }

    /** The backups there are now, oldest first; reads the directory. */
    public List<Backup> backups() throws IOException {
        return backups.list();
    }

    /** Closes the file. What the background has not finished is finished at the next start. */
    @Override
    public void close() {
        shut();
    }

    private void ready() throws IOException {
        long now = time.steadyMillis();
        if (file != null && now >= lookAt) {
            lookAt = now + LOOK_MS;
            if (!file.present()) {
                LOG.log(Level.WARNING, "{0} was taken away; it is made anew", policy.file());
                shut();
            }
        }
        if (file == null) {
            open();
            lookAt = now + LOOK_MS;
            due = policy.schedule().next(file.size() > 0 ? file.touched() : time.wall());
        }
        if (due != Instant.MAX && !time.wall().isBefore(due)) {
            if (file.size() > 0) {
                roll();
            }
            due = policy.schedule().next(time.wall());
        }
    }

    private void open() throws IOException {
        file = LineFile.open(policy.file(), policy.permissions(), policy.raw());
        resting = false;
        if (!policy.stamps().ofBirth() || file.size() == 0) {
            born = time.wall();
        } else if (born == null) {
            born = policy.stamps().birth().apply(policy.file()).orElse(file.touched());
        }
    }

    private void roll() throws IOException {
        if (syncing) {
            file.sync();
        }
        shut();
        Instant now = time.wall();
        Files.move(policy.file(), backups.free(policy.stamps().ofBirth() ? born : now));
        born = null;
        rotations = rotations + 1;
        lastRotation = now;
        upkeep.request();
        open();
        due = policy.schedule().next(now);
    }

    private int fitting(ByteBuffer lines) {
        int length = lines.remaining();
        long room = policy.maxSize() <= 0 ? length : Math.max(0, policy.maxSize() - file.size());
        if (length <= room) {
            return length;
        }
        int whole = Lines.whole(lines, (int) room);
        if (whole > 0 || file.size() > 0) {
            return whole;
        }
        return policy.raw() ? (int) room : Lines.first(lines);
    }

    private int salvaged(long before) {
        return before < 0 || file == null ? 0 : (int) (file.size() - before);
    }

    private void fail(Exception failure) {
        lost |= syncing;
        trouble.raise(failure, time.wall(), time.steadyMillis());
        shut();
    }

    private void shut() {
        LineFile open = file;
        file = null;
        if (open != null) {
            size = open.size();
            try {
                open.close();
            } catch (IOException failure) {
                trouble.raise(failure, time.wall(), time.steadyMillis());
            }
        }
    }
}
