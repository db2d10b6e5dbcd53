package io.heartbeat.alert;

import io.heartbeat.telemetry.Occurrence;
import java.lang.System.Logger.Level;

/**
 * The database did not take events of alerts; they are kept and tried again, and nobody is told before.
 *
 * @param events how many wait in the batch
 * @param cause what the database said
 */
record AlertsNotStored(int events, RuntimeException cause) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_alert_store_failures_total";
    }

    @Override
    public String help() {
        return "Batches of alerts that the database did not take at the first try.";
    }

    @Override
    public String line() {
        return "the database did not take " + events + " events of alerts, trying again until it does: " + cause;
    }

    @Override
    public Level level() {
        return Level.ERROR;
    }
}
