package io.heartbeat.pump.journald;

import java.io.IOException;
import java.time.Duration;

/**
 * Entries of a journal, oldest first, without end: after the last one more may come.
 *
 * <p>For one thread; only {@link #wake()} may be called by others. What is corrupt is skipped and counted in
 * {@link #tally()}; it is never an exception. A thread that is interrupted while it reads (not: while it waits) finds its files
 * closed by the JDK and can only close this too; {@link #wake()} is the way to end a wait.
 */
public interface JournalEntries extends AutoCloseable {
    /**
     * Reads the next entry; never waits.
     *
     * @param entry filled anew; what it held before is gone
     * @return false when there is no more at present; the entry is then undefined
     * @throws IOException only when nothing at all can be read any more, for instance because the fallback's journalctl cannot
     *     be started; trying again later is allowed
     */
    boolean next(Entry entry) throws IOException;

    /**
     * Waits until {@link #next} may have more. Returns at once while it has.
     *
     * @param atMost how long to wait; zero looks once
     * @return false when the time is over or {@link #wake()} was called, and nothing new is known of
     */
    boolean await(Duration atMost) throws IOException, InterruptedException;

    /**
     * Looks after the files while nothing is read: lets go of deleted ones that would hold too much of the disk. Cheap; to be
     * called about once a second by whoever cannot call {@link #next} because its destination is away.
     */
    void tend() throws IOException;

    /** Ends a wait that goes on now, or the next one. Thread-safe. */
    void wake();

    /** What was met so far, since opening. */
    JournalTally tally();

    /** Releases all files, watches and processes; may be called twice. */
    @Override
    void close();
}
