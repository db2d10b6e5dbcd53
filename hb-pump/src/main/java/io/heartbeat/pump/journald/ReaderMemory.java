package io.heartbeat.pump.journald;

/** What all files of one reader share, so that its memory does not grow with their number. For one thread. */
final class ReaderMemory {
    private final Pages pages = new Pages();
    private final DataCache cache = new DataCache();
    private final Names names = new Names();
    private final Inflater inflater = new Inflater();
    private final EntryFields probe = new EntryFields();
    private byte[] packed = new byte[4096];
    private int files;

    Pages pages() {
        return pages;
    }

    DataCache cache() {
        return cache;
    }

    Names names() {
        return names;
    }

    Inflater inflater() {
        return inflater;
    }

    /** Fields for a look at a single data object. */
    EntryFields probe() {
        return probe;
    }

    /** Room for compressed bytes. */
    byte[] packed(int size) {
        if (size > 1 << 20) {
            return new byte[size];
        }
        if (packed.length < size) {
            packed = new byte[size];
        }
        return packed;
    }

    /** A number that no file of this reader had before, from 1. */
    int nextFile() {
        return ++files;
    }
}
