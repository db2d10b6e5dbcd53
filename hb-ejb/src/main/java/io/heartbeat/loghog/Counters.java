package io.heartbeat.loghog;

import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.wire.loghog.Refusal;
import java.util.concurrent.atomic.LongAdder;

/** The receiver's counters. Thread-safe. */
final class Counters {
    private static final String DROPPED = "hbd_loghog_dropped_total";
    private static final String DROPPED_HELP = "LogHog messages that were accepted and lost, by reason.";

    final LongAdder messages;
    final LongAdder droppedByDisk;
    final LongAdder droppedAtClose;
    final LongAdder sharedHostFiles;
    final LongAdder connections;
    final LongAdder connectionsRefused;
    final LongAdder slowFrames;
    private final LongAdder[] refused = new LongAdder[Refusal.values().length];

    Counters(Telemetry telemetry) {
        messages = telemetry.counter("hbd_loghog_messages_total", "LogHog messages that were taken.");
        droppedByDisk = telemetry.counter(DROPPED, DROPPED_HELP, "reason", "disk");
        droppedAtClose = telemetry.counter(DROPPED, DROPPED_HELP, "reason", "closed");
        sharedHostFiles = telemetry.counter(
                "hbd_loghog_host_files_refused_total",
                "Hosts that share their facility's file because there are too many for a file each.");
        connections = telemetry.counter("hbd_loghog_connections_total", "LogHog connections that were made.");
        connectionsRefused =
                telemetry.counter("hbd_loghog_connections_refused_total", "LogHog connections beyond max_connections.");
        slowFrames = telemetry.counter(
                "hbd_loghog_slow_frames_total",
                "LogHog connections closed because a frame took longer than frame_timeout.");
        for (Refusal reason : Refusal.values()) {
            refused[reason.ordinal()] = telemetry.counter(
                    "hbd_loghog_refused_total",
                    "LogHog frames that were refused, by reason.",
                    "reason",
                    reason.label());
        }
    }

    void refused(Refusal reason, Source source) {
        refused[reason.ordinal()].increment();
        source.refused.increment();
    }
}
