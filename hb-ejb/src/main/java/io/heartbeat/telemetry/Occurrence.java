package io.heartbeat.telemetry;

import java.lang.System.Logger.Level;

/**
 * Something worth a line in the log and a count: one record type each, so that the two can never say different things.
 */
public interface Occurrence {
    /** Name of its counter, by Prometheus' rules, ending in {@code _total}. */
    String counter();

    /** What it counts, one sentence. */
    String help();

    /** The line for the log: what happened, to what, and the way out. */
    String line();

    /** Of what somebody else said, in a line. */
    int LONGEST = 200;

    /** What somebody else said, as a line may have it: nothing invisible in it, and not too much. */
    static String shown(String said) {
        String visible = said.replaceAll("\\p{C}", "?");
        return visible.length() > LONGEST ? visible.substring(0, LONGEST) + "…" : visible;
    }

    /** How loud. */
    default Level level() {
        return Level.WARNING;
    }

    /** The cause, or null. */
    default Throwable cause() {
        return null;
    }
}
