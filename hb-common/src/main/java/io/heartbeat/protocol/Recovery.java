package io.heartbeat.protocol;

/**
 * What {@link ReplayWindows#load} found.
 *
 * @param kind in one word
 * @param message for the log: what was found, and what it means for signed frames
 */
public record Recovery(Kind kind, String message) {
    /** How the former process left its file. */
    public enum Kind {
        /** There is no file: a first start, or it was removed. */
        FIRST,
        /** It was closed; everything is known. */
        CLEAN,
        /** It was in use: the process was killed, or the machine lost power. */
        CRASHED,
        /** It could not be understood and was set aside. */
        DAMAGED
    }
}
