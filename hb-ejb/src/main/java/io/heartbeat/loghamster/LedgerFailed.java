package io.heartbeat.loghamster;

import io.heartbeat.telemetry.Occurrence;
import java.io.IOException;

/**
 * The ledger could not be written: nothing is acknowledged until it can.
 *
 * @param cause what the disk said
 */
record LedgerFailed(IOException cause) implements Occurrence {
    @Override
    public String counter() {
        return "loghamster_ledger_failures_total";
    }

    @Override
    public String help() {
        return "Writes of LogHamster's ledger that failed; acknowledgements wait.";
    }

    @Override
    public String line() {
        return "LogHamster's ledger cannot be written (" + cause.getMessage()
                + "); nothing is acknowledged until data_dir can be written";
    }
}
