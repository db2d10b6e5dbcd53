package io.heartbeat.access;

import io.heartbeat.telemetry.Occurrence;
import java.lang.System.Logger.Level;

/**
 * The audit log could not take an entry; the deed itself was done.
 *
 * @param deed what was done
 * @param cause what the database said
 */
record DeedNotStored(Deed deed, RuntimeException cause) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_audit_entries_lost_total";
    }

    @Override
    public String help() {
        return "Entries of the audit log that the database did not take.";
    }

    @Override
    public String line() {
        return "the audit log did not take this: " + deed;
    }

    @Override
    public Level level() {
        return Level.ERROR;
    }
}
