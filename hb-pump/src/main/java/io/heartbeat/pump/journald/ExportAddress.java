package io.heartbeat.pump.journald;

/** What an export stream says of an entry beside its fields: where it stands. For one thread. */
final class ExportAddress {
    private Cursor cursor;
    private long realtime;
    private long monotonic;

    void clear() {
        cursor = null;
        realtime = 0;
        monotonic = 0;
    }

    /** Whether the entry can be handed out: without a cursor nobody could go on behind it. */
    boolean known() {
        return cursor != null;
    }

    /**
     * Takes a field that begins with two underscores; false when it is an ordinary one.
     *
     * @throws IllegalArgumentException when it is not what systemd writes
     */
    boolean take(String name, String value) {
        switch (name) {
            case "__CURSOR" -> cursor = Cursor.parse(value);
            case "__REALTIME_TIMESTAMP" -> realtime = Long.parseLong(value);
            case "__MONOTONIC_TIMESTAMP" -> monotonic = Long.parseLong(value);
            case "__SEQNUM", "__SEQNUM_ID" -> {
                // Both stand in the cursor.
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Writes it where it belongs. */
    void to(Position position) {
        position.set(cursor.position());
        position.realtime = realtime;
        position.monotonic = monotonic;
    }
}
