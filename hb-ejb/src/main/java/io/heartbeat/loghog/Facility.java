package io.heartbeat.loghog;

import io.heartbeat.rolling.Schedule;
import java.time.ZoneId;
import java.util.List;

/**
 * Where the messages of some modules of an application go.
 *
 * @param application {@code app_id}
 * @param module parts of the module, without {@code root}; empty for the root facility
 * @param rotate {@code rotate} as written: {@code size}, a word or a crontab line
 * @param maxSize bytes; 0 for no bound
 * @param secret empty: messages need no signature
 * @param filePerHost whether each host has its own file
 * @param flushEvery {@code flush_every}; lines are never held longer than one read of a socket
 * @param multiline whether a line break in a message stays one
 * @param requireSha256 whether only our signature will do
 */
record Facility(
        String application,
        List<String> module,
        String rotate,
        int backupCount,
        long maxSize,
        String secret,
        boolean filePerHost,
        int flushEvery,
        boolean multiline,
        boolean requireSha256) {
    static final String ROOT = "root";
    static final String BY_SIZE = "size";

    /** The module as in file names: parts with dots between, {@code root} for none. */
    String name() {
        return module.isEmpty() ? ROOT : String.join(".", module);
    }

    /** When its files are rotated by time. */
    Schedule schedule(ZoneId zone) {
        return rotate.equals(BY_SIZE) ? Schedule.NEVER : Schedule.named(rotate, zone);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Facility[" + application + ":" + name() + "]";
    }
}
