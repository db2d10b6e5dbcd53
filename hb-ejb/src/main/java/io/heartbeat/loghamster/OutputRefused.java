package io.heartbeat.loghamster;

import io.heartbeat.telemetry.Occurrence;
import java.nio.file.Path;

/**
 * A stream whose output would be one too many.
 *
 * @param output the file it would have been
 * @param most {@code max_outputs}
 */
record OutputRefused(Path output, int most) implements Occurrence {
    @Override
    public String counter() {
        return "loghamster_outputs_refused_total";
    }

    @Override
    public String help() {
        return "Streams refused because max_outputs files are written already; their senders try again.";
    }

    @Override
    public String line() {
        return "LogHamster: " + Occurrence.shown(output.toString()) + " is not begun, there are " + most
                + " outputs already; if they are all wanted, raise loghamster: server: max_outputs";
    }
}
