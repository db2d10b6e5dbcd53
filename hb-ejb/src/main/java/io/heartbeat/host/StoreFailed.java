package io.heartbeat.host;

import io.heartbeat.telemetry.Occurrence;
import java.lang.System.Logger.Level;

/**
 * The database did not take what was to be stored; it is kept and tried again.
 *
 * @param transitions how many transitions wait in the batch
 * @param hosts how many hosts' rows wait in the batch
 * @param cause what the database said
 */
record StoreFailed(int transitions, int hosts, RuntimeException cause) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_store_failures_total";
    }

    @Override
    public String help() {
        return "Batches that the database did not take at the first try.";
    }

    @Override
    public String line() {
        return "the database did not take " + transitions + " transitions and " + hosts
                + " hosts, trying again until it does: " + cause;
    }

    @Override
    public Level level() {
        return Level.ERROR;
    }
}
