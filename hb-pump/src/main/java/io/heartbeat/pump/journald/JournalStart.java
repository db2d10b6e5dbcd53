package io.heartbeat.pump.journald;

import java.util.Objects;

/** Where reading begins. */
public sealed interface JournalStart {
    /** The oldest entry there is. */
    static JournalStart head() {
        return new Head();
    }

    /** Behind the newest entry of all files: only what comes from now on. */
    static JournalStart tail() {
        return new Tail();
    }

    /**
     * The oldest entry of this boot that is at most so old; the oldest of this boot when the machine runs for a shorter time.
     *
     * @param seconds age by the wall clock; negative means none
     */
    static JournalStart secondsOfThisBoot(long seconds) {
        return new Seconds(Math.max(0, seconds));
    }

    /** The entry after this one; when it is gone, the oldest of those after where it was. None is skipped. */
    static JournalStart after(Cursor cursor) {
        return new After(Objects.requireNonNull(cursor));
    }

    /** See {@link #head()}. */
    record Head() implements JournalStart {}

    /** See {@link #tail()}. */
    record Tail() implements JournalStart {}

    /** See {@link #secondsOfThisBoot}. */
    record Seconds(long seconds) implements JournalStart {}

    /** See {@link #after}. */
    record After(Cursor cursor) implements JournalStart {}
}
