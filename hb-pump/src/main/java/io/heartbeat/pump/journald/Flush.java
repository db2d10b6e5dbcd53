package io.heartbeat.pump.journald;

/**
 * Knows what was read from files that journald copies to the disk once that is there, soon after a start of the machine:
 * entries of the same boot that are no younger stand on the disk a second time. For one thread.
 */
final class Flush {
    private final Position read = new Position();
    private boolean any;

    /** An entry was read. */
    void read(boolean runtime, Position entry) {
        if (runtime) {
            any = true;
            read.set(entry);
        }
    }

    /** Whether what the file offers was read before it was copied there. */
    boolean copied(OpenFile file) {
        Position entry = file.position();
        return any
                && entry.sameBoot(read)
                && Long.compareUnsigned(entry.monotonic, read.monotonic) <= 0
                && !file.runtime();
    }
}
