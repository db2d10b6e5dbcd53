package io.heartbeat.command;

import io.heartbeat.telemetry.Occurrence;
import java.lang.System.Logger.Level;

/**
 * The database did not take what became of commands; it is kept and tried again.
 *
 * @param count how many commands and reports of agents wait
 * @param cause what the database said
 */
record CommandsNotStored(int count, Exception cause) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_commands_store_failures_total";
    }

    @Override
    public String help() {
        return "Failed attempts to read or write commands.";
    }

    @Override
    public String line() {
        return "the database did not take what became of " + count + " commands, trying again until it does: " + cause;
    }

    @Override
    public Level level() {
        return Level.ERROR;
    }
}
