package io.heartbeat.pump.source;

import java.io.IOException;
import java.time.Duration;

/**
 * Entries in their order, without end. It stands on one entry after {@link #next} answered true; the fields are views, valid
 * until the next call. For one thread; only {@link #wake} is for others. What is corrupt is skipped and counted, never thrown.
 */
public interface LogStream extends AutoCloseable {
    /** Moves to the next entry; never waits. False when there is none at present. */
    boolean next() throws IOException;

    /** Waits until {@link #next} may have more; false when the time is over or {@link #wake} was called. */
    boolean await(Duration atMost) throws IOException, InterruptedException;

    /**
     * Looks after what is held open while nothing is read, for its destination takes nothing; to be called about once a second
     * then. Place and time of the entry stay, its fields may be gone.
     */
    default void tend() throws IOException {}

    /** Ends a wait that goes on now, or the next one. */
    void wake();

    /** How many fields the entry has. */
    int size();

    /** A field's name, leading underscores kept; a name may occur several times. The same object for the same name, mostly. */
    String name(int field);

    /** What holds a field's value; not to be changed. */
    byte[] bytes(int field);

    /** Where the value begins in {@link #bytes}. */
    int offset(int field);

    /** Bytes of the value. */
    int length(int field);

    /** Whether this very field, with its value, comes again in other entries, so that {@link #memo} is worth while. */
    boolean shared(int field);

    /** What was left at a shared field; null at first. */
    Object memo(int field);

    /** Leaves something at a shared field. */
    void memo(int field, Object memo);

    /** When the entry was received: microseconds since 1970, UTC. */
    long realtimeMicros();

    /** Where the entry stands: an immutable object whose {@code toString} is the cursor of the state file. */
    Object place();

    /** Places so far that were corrupt and are skipped. */
    long corrupted();

    /** Entries so far that are known to have gone unread. */
    long lost();

    @Override
    void close();
}
