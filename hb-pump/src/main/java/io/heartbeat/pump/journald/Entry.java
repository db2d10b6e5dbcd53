package io.heartbeat.pump.journald;

/**
 * One entry of the journal, in buffers that are used again: read the next into the same object, or keep several objects.
 *
 * <p>Valid until it is given to {@link JournalEntries#next} again or the reader is closed. For one thread.
 */
public final class Entry {
    private final EntryFields fields = new EntryFields();
    private final Position position = new Position();

    /** Where it stands; package-private, written by readers. */
    Position position() {
        return position;
    }

    /** Its fields, written by readers. */
    EntryFields fields() {
        return fields;
    }

    /** How many fields there are. {@code _BOOT_ID} is always among them; {@code __CURSOR} and the two times are not. */
    public int size() {
        return fields.size();
    }

    /** A field, in the order of the journal; a name may occur several times. */
    public Field field(int index) {
        return fields.get(index);
    }

    /** The first field of a name, or null. */
    public Field field(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return fields.get(i);
            }
        }
        return null;
    }

    /** When journald received it: microseconds since 1970, UTC. */
    public long realtimeMicros() {
        return position.realtime;
    }

    /** When journald received it: microseconds since the boot {@link #bootId()}. */
    public long monotonicMicros() {
        return position.monotonic;
    }

    /** The boot, 32 lower-case hexadecimal digits. */
    public String bootId() {
        return Ids.text(position.bootHigh, position.bootLow);
    }

    /** Where this entry stands, to go on behind it later. */
    public Cursor cursor() {
        return position.cursor();
    }
}
