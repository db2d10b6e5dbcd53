package io.heartbeat.loghamster;

import io.heartbeat.telemetry.Occurrence;
import java.nio.file.Path;

/**
 * An output could not be synced, so what was written since the last checkpoint is taken back and asked for again.
 *
 * @param output the file
 * @param reason what the disk said
 */
record SyncFailed(Path output, String reason) implements Occurrence {
    @Override
    public String counter() {
        return "loghamster_sync_failures_total";
    }

    @Override
    public String help() {
        return "Outputs that could not be synced; their senders send again.";
    }

    @Override
    public String line() {
        return output + " cannot be synced (" + reason + "); nothing since its last checkpoint is acknowledged, senders"
                + " send it again";
    }
}
