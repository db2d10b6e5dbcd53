package io.heartbeat.loghog;

import io.heartbeat.telemetry.Occurrence;

/** A log file cannot be opened: its folder is no folder, or a link that leads out of it. */
record FileRefused(String file, String reason) implements Occurrence {
    @Override
    public String counter() {
        return "hbd_loghog_file_refused_total";
    }

    @Override
    public String help() {
        return "Attempts to open a LogHog file that failed.";
    }

    @Override
    public String line() {
        return "LogHog: " + file + " cannot be opened, its messages are dropped: " + reason;
    }
}
